import {
  DeliveryLimits,
  distributionOfFinalizer,
  DistributionRecord,
  isNamespaceFinalizer,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { OBSERVED_KINDS } from '@central-secrets/backstage-plugin-central-secrets-common';
import { isFresh } from '../inventory/observation';
import { RequestRights } from './available';
import {
  Judged,
  judgeNamespace,
  JudgeOptions,
  ReadableBinding,
} from './judgeEntity';
import { isInvolvedIn } from './visibility';

/**
 * The distributions that have to do with a namespace, by name: found by its
 * labels, its copies and its finalizers, not by looking at each distribution.
 */
function involvedDistributions({
  cluster,
  record,
}: ReadableBinding): DistributionRecord[] {
  const owners = cluster
    .externalSecretsIn(record.name)
    .map(({ owner }) => owner?.name);
  const held = record.finalizers
    .filter(isNamespaceFinalizer)
    .map(distributionOfFinalizer);
  const candidates = new Set([
    ...cluster.distributionsForLabels(record.labels),
    ...[...owners, ...held].flatMap(
      name => cluster.distribution(name ?? '') ?? [],
    ),
  ]);
  return [...candidates]
    .filter(distribution => isInvolvedIn(cluster, record, distribution))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/**
 * Whether every distribution that has nothing to do with a namespace is
 * `not-requested` there, so that none of them has to be judged: the namespace
 * is not being deleted, and every kind is known that a state depends on without
 * a copy. Events are about copies.
 */
function areOthersNotRequested(
  { cluster, record }: ReadableBinding,
  now: number,
  { observationMaxAgeMs }: DeliveryLimits,
): boolean {
  const observations = cluster.observations(record.name);
  return (
    record.deletedAt === undefined &&
    OBSERVED_KINDS.every(
      kind =>
        kind === 'events' ||
        isFresh(observations[kind], now, observationMaxAgeMs),
    )
  );
}

/** The judged deliveries of a namespace. */
export interface JudgedInvolved {
  readonly judged: readonly Judged[];
  /**
   * The distributions that were judged, where every other one is
   * `not-requested`; undefined: all were judged.
   */
  readonly involved?: readonly DistributionRecord[];
}

/**
 * Judges only what has to do with a namespace, where the states of the others
 * follow without judging them.
 */
export async function judgeInvolved(
  binding: ReadableBinding,
  now: number,
  rights: Pick<RequestRights, 'owners'>,
  options: JudgeOptions,
): Promise<JudgedInvolved> {
  const involved = areOthersNotRequested(binding, now, options.limits)
    ? involvedDistributions(binding)
    : undefined;
  const judged = await judgeNamespace(binding, now, rights, options, involved);
  return { judged, involved };
}
