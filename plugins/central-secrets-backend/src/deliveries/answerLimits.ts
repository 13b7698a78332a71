import {
  DeliveryState,
  LeftOut,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  DerivedDelivery,
  DistributionRecord,
  isOfferedTo,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { isInvolved } from './deliveryView';
import { GatheredDelivery } from './gather';

/**
 * The maximum number of deliveries in one answer that have to do with their
 * namespaces.
 */
const MOST_DELIVERIES = 500;
/**
 * The maximum number of distributions in one answer that could be requested.
 */
const MOST_AVAILABLE = 1_000;

/** A delivery with its state, before it is put into the contract's form. */
export interface JudgedDelivery {
  readonly gathered: GatheredDelivery;
  readonly derived: DerivedDelivery;
}

/** States in which nothing is wrong. */
const QUIET: ReadonlySet<DeliveryState> = new Set(['synced', 'not-requested']);

/**
 * Ranks the platform's distributions before a team's declarations, so that a
 * team's objects never push a distribution's copy out; among them, deliveries
 * that need attention come first.
 */
function rankOf({ gathered, derived }: JudgedDelivery): number {
  return (
    (gathered.origin === 'distribution' ? 0 : 2) +
    (QUIET.has(derived.state) ? 1 : 0)
  );
}

/** Ranks offered distributions first. */
export function offerRankOf(
  distribution: DistributionRecord | undefined,
  owners: readonly string[],
): number {
  return distribution && isOfferedTo(distribution, owners).offered ? 0 : 1;
}

/** The first so many by rank, in the order in which they came; and the others. */
function split<T>(
  entries: readonly T[],
  most: number,
  rank: (entry: T) => number,
): { kept: ReadonlySet<T>; others: readonly T[] } {
  const ordered =
    entries.length > most
      ? [...entries].sort((a, b) => rank(a) - rank(b))
      : entries;
  return {
    kept: new Set(ordered.slice(0, most)),
    others: ordered.slice(most),
  };
}

/**
 * Keeps of an answer's deliveries as many as it may have, and counts the
 * others: how many objects there are in a namespace is a team's to decide, and
 * an answer is read whole by a browser.
 *
 * @param owners - those in whose name the user may ask
 */
export function withinLimits<T extends JudgedDelivery>(
  judged: readonly T[],
  owners: readonly string[],
): { kept: T[]; leftOut: Pick<LeftOut, 'deliveries' | 'available'> } {
  const isOfNamespace = (each: T) => isInvolved(each.gathered);
  const involved = split(judged.filter(isOfNamespace), MOST_DELIVERIES, rankOf);
  const available = split(
    judged.filter(each => !isOfNamespace(each)),
    MOST_AVAILABLE,
    ({ gathered }) => offerRankOf(gathered.input.distribution, owners),
  );
  const deliveries: LeftOut['deliveries'] = {};
  for (const { derived } of involved.others) {
    deliveries[derived.state] = (deliveries[derived.state] ?? 0) + 1;
  }
  return {
    kept: judged.filter(
      each => involved.kept.has(each) || available.kept.has(each),
    ),
    leftOut: { deliveries, available: available.others.length },
  };
}
