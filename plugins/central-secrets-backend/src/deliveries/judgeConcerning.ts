import { DistributionRecord } from '@central-secrets/backstage-plugin-central-secrets-node';
import { RequestRights } from './available';
import { isInvolved } from './deliveryView';
import { judgeInvolved } from './judgeInvolved';
import {
  EntityToJudge,
  Judged,
  JudgeOptions,
  ReadableBinding,
} from './judgeEntity';
import { isNamedTo } from './visibility';

/**
 * The deliveries that concern an entity, and the number of others that it could
 * request.
 */
export interface Concerning {
  readonly judged: readonly Judged[];
  readonly availableCount: number;
}

/**
 * Judges what concerns the readable namespaces, and counts the rest. The time
 * follows what the namespaces have, not how many distributions there are, as
 * long as their cluster is known.
 */
export async function judgeConcerning(
  { readable, now }: EntityToJudge,
  rights: Pick<RequestRights, 'owners'>,
  options: JudgeOptions,
): Promise<Concerning> {
  const judged: Judged[] = [];
  let availableCount = 0;
  for (const binding of readable) {
    const { judged: all, involved } = await judgeInvolved(
      binding,
      now,
      rights,
      options,
    );
    judged.push(...all.filter(concerns));
    // A distribution that left its finalizer is involved, and can be asked for.
    availableCount +=
      all.filter(distributionToAskFor).length +
      (involved ? countOthers(binding, involved, rights, options) : 0);
  }
  return { judged, availableCount };
}

/** How many of the other distributions may be named to the one who asks. */
function countOthers(
  { cluster }: ReadableBinding,
  involved: readonly DistributionRecord[],
  { owners }: Pick<RequestRights, 'owners'>,
  { offers }: JudgeOptions,
): number {
  const named =
    offers.visible === 'all'
      ? cluster.distributions().length
      : cluster.countOfferedTo(owners);
  return (
    named -
    involved.filter(distribution => isNamedTo(owners, distribution, offers))
      .length
  );
}

/**
 * Whether a delivery concerns a namespace: it has to do with it, or its state is
 * unknown. A namespace that is being deleted concerns only what it has.
 */
function concerns({ gathered, derived: { state } }: Judged): boolean {
  return (
    isInvolved(gathered) ||
    (state !== 'not-requested' && state !== 'terminating')
  );
}

/**
 * Returns the distribution that could be requested, for a delivery that is not
 * requested.
 */
export function distributionToAskFor({
  derived,
  gathered: { input },
}: Judged): DistributionRecord | undefined {
  return derived.state === 'not-requested' ? input.distribution : undefined;
}
