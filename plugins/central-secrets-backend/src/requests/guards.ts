import {
  ANNOTATION_REASON,
  message,
  Message,
  Plan,
  RefusalCode,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  DistributionRecord,
  isOfferedTo,
  NamespaceRecord,
  RequestTerms,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { OfferOptions } from '../deliveries';
import { PlannedChange, whyChangeRefused, whyOtherEnvironment } from './plan';
import { staleReason } from '../inventory/observation';
import { printable } from '../echo';
import { ClusterInventory } from '../inventory';
import { NamespaceWriter } from './NamespaceWriter';
import { planIdOf } from './planId';
import { RequestWay } from './SettledRequest';

/** Nothing is changed in a cluster of which it is not known what the change would do. */
export function requireKnown(
  cluster: ClusterInventory,
  namespace: string,
  now: number,
  observationMaxAgeMs: number,
): void {
  for (const kind of ['namespaces', 'clusterexternalsecrets'] as const) {
    const reason = staleReason(
      cluster,
      kind,
      now,
      observationMaxAgeMs,
      namespace,
    );
    if (reason) {
      throw new ServiceUnavailableError(
        `Cannot determine the effect of this change: ${renderMessage(
          reason,
        )}; try again in a moment`,
      );
    }
  }
}

/** The maximum number of names in a message. */
const NAMES_SHOWN = 20;

/**
 * The distribution of that name, where it may be named to the one who asks.
 * Throws InputError with those that may; for one that may not it is the same
 * as for one that does not exist.
 */
export function requireDistribution(
  cluster: ClusterInventory,
  name: string,
  offers: OfferOptions,
  isVisible: (distribution: DistributionRecord) => boolean,
): DistributionRecord {
  const distribution = cluster.distribution(name);
  if (!distribution || !isVisible(distribution)) {
    const names = cluster
      .distributions()
      .filter(isVisible)
      .map(known => known.name);
    const shown = names.sort().slice(0, NAMES_SHOWN).join(', ');
    const more = names.length > NAMES_SHOWN ? ', …' : '';
    const [has, those] =
      offers.visible === 'all'
        ? ['has', 'it has']
        : ['shows this entity', 'visible are'];
    throw new InputError(
      `distribution: cluster ${cluster.name} ${has} no distribution ${printable(
        name,
      )}; ${those} ${shown ? `${shown}${more}` : 'none'}`,
    );
  }
  return distribution;
}

/**
 * Throws unless the platform offers a distribution to one of these owners, in
 * this namespace.
 *
 * @returns what it demands of a request
 */
export function requireOffered(
  distribution: DistributionRecord,
  owners: readonly string[],
  namespace: NamespaceRecord,
  environmentLabel: string | undefined,
): RequestTerms {
  const offer = isOfferedTo(distribution, owners);
  const refusal = (because: Message<RefusalCode>) =>
    new NotAllowedError(
      `distribution: ${
        distribution.name
      } cannot be requested here: ${renderMessage(because)}`,
    );
  if (!offer.offered) {
    throw refusal(offer.reason);
  }
  const elsewhere = whyOtherEnvironment(
    offer.requires,
    namespace,
    environmentLabel,
  );
  if (elsewhere) {
    throw refusal(elsewhere);
  }
  return offer.requires;
}

/** Throws where a distribution asks for a reason and the request has none. */
function requireReason({
  plan,
  distribution,
  reason,
}: {
  readonly plan: Plan;
  readonly distribution: string;
  readonly reason?: string;
}): void {
  if (plan.requires?.reason && !reason?.trim()) {
    throw new InputError(
      `reason: the distribution ${distribution} asks for the reason of each request (${ANNOTATION_REASON}: required); say in "reason" why it is needed`,
    );
  }
}

/** Throws where a plan is not the confirmed one. */
function requireConfirmed({
  plan,
  distribution,
  action,
  way: { planId },
}: {
  readonly plan: Plan;
  readonly distribution: string;
  readonly action: 'add' | 'remove';
  readonly way: RequestWay;
}): void {
  if (planId !== undefined && planId !== planIdOf(distribution, action, plan)) {
    throw new ConflictError(
      `planId: the request would have another effect than the confirmed plan ${printable(
        planId,
      )}; plan it again, and show the user what it changes now`,
    );
  }
}

/** Throws where a plan may not be carried out as the request is: without a reason, or without the confirmation of this effect. */
export function requireFulfilled(
  request: Parameters<typeof requireReason>[0] &
    Parameters<typeof requireConfirmed>[0],
): void {
  requireReason(request);
  requireConfirmed(request);
}

/** Throws where a planned change must not be made: its labels, or what else it brings. */
export function requireAllowedChange(
  planned: PlannedChange,
  allowedLabels: readonly string[],
): void {
  const reason = whyChangeRefused(planned, allowedLabels);
  if (reason !== undefined) {
    throw new NotAllowedError(renderMessage(reason));
  }
}

/** Throws for a namespace that no request may change. */
export function requireUnprotected(
  namespace: string,
  protectedNamespaces: readonly string[],
): void {
  if (protectedNamespaces.includes(namespace)) {
    throw new NotAllowedError(
      renderMessage(message('namespace-protected', { namespace })),
    );
  }
}

/** The cluster's writer. Throws where none is configured. */
export function requireWriter(
  writers: ReadonlyMap<string, NamespaceWriter>,
  clusterName: string,
): NamespaceWriter {
  const writer = writers.get(clusterName);
  if (!writer) {
    throw new NotAllowedError(
      renderMessage(message('no-writer', { cluster: clusterName })),
    );
  }
  return writer;
}
