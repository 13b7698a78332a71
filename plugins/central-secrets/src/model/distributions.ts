import type {
  Distribution,
  DeliveryState,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { compare } from './compare';
import type { Knowledge } from './knowledge';
import { STATE_LOOKS } from './states';
import type { Translate } from './translate';

/** How many namespaces are in a state. */
export interface StateCount {
  readonly state: DeliveryState;
  readonly count: number;
}

/** The distributions of the page, each section in its order. */
export interface DistributionRows {
  readonly attention: readonly Distribution[];
  readonly healthy: readonly Distribution[];
}

/** What is known of the namespaces, worst first; undefined: nothing is. */
export function stateCountsOf({
  states,
}: Pick<Distribution, 'states'>): readonly StateCount[] | undefined {
  return states === null
    ? undefined
    : (Object.entries(states) as [DeliveryState, number][])
        .filter(([, count]) => count > 0)
        .map(([state, count]) => ({ state, count }))
        .sort((a, b) => STATE_LOOKS[a.state].rank - STATE_LOOKS[b.state].rank);
}

/** The state that stands for all of them: the worst, of those who asked where there are any. */
export function standingFor(
  counts: readonly StateCount[],
): DeliveryState | undefined {
  const asked = counts.find(({ state }) => state !== 'not-requested');
  return (asked ?? counts[0])?.state;
}

/** "3 namespaces", or "42 namespaces: 2 Failed · 40 Synced". */
export function namespacesText(
  counts: readonly StateCount[] | undefined,
  t: Translate,
): string {
  if (!counts?.length) {
    return t(counts ? 'platform.nobody' : 'platform.uncounted');
  }
  const namespaces = t('platform.namespaces', {
    count: counts.reduce((sum, { count }) => sum + count, 0),
  });
  return counts.length === 1
    ? namespaces
    : `${namespaces}: ${counts
        .map(({ state, count }) => `${count} ${t(`state.${state}`)}`)
        .join(' · ')}`;
}

/** The worst trouble, and how many have it; undefined: none. Not knowing is the worst, and errors of the manifest alone are the least. */
function troubleOf(
  distribution: Distribution,
): { rank: number; count: number } | undefined {
  const counts = stateCountsOf(distribution);
  if (!counts) {
    return { rank: -1, count: 0 };
  }
  const worst = counts.find(
    ({ state }) => STATE_LOOKS[state].section === 'attention',
  );
  if (worst) {
    return { rank: STATE_LOOKS[worst.state].rank, count: worst.count };
  }
  const { errors } = distribution.findings;
  return errors > 0 ? { rank: Infinity, count: errors } : undefined;
}

/** Worst first, then how many have it, then by name. */
export function distributionRowsOf(
  distributions: readonly Distribution[],
): DistributionRows {
  const byName = [...distributions].sort(
    (a, b) => compare(a.name, b.name) || compare(a.cluster, b.cluster),
  );
  const judged = byName.map(distribution => ({
    distribution,
    trouble: troubleOf(distribution),
  }));
  return {
    attention: judged
      .flatMap(({ distribution, trouble }) =>
        trouble ? [{ distribution, trouble }] : [],
      )
      .sort(
        ({ trouble: a }, { trouble: b }) =>
          compare(a.rank, b.rank) || compare(b.count, a.count),
      )
      .map(({ distribution }) => distribution),
    healthy: judged
      .filter(({ trouble }) => !trouble)
      .map(({ distribution }) => distribution),
  };
}

/** "12 distributions · 3 need attention · 40 of 42 copies arrive as they should". What is not known is not counted. */
export function platformSummary(
  rows: DistributionRows,
  { complete }: Pick<Knowledge, 'complete'>,
  t: Translate,
): string {
  const distributions = [...rows.attention, ...rows.healthy];
  if (distributions.length === 0) {
    return t(complete ? 'platform.none' : 'platform.unseen');
  }
  const counts = distributions.flatMap(each => stateCountsOf(each) ?? []);
  const countOf = (isMeant: (state: DeliveryState) => boolean) =>
    counts
      .filter(({ state }) => isMeant(state))
      .reduce((sum, { count }) => sum + count, 0);
  const known = countOf(
    state => state !== 'not-requested' && state !== 'unknown',
  );
  const unknown = countOf(state => state === 'unknown');
  const attention = rows.attention.length;
  const uncounted = distributions.filter(({ states }) => !states).length;
  return [
    t('platform.summary', { count: distributions.length }),
    attention > 0 && t('platform.attention', { count: attention }),
    known > 0 &&
      t('platform.copies', {
        synced: String(countOf(state => state === 'synced')),
        total: String(known),
      }),
    unknown > 0 && t('platform.unknown', { count: unknown }),
    uncounted > 0 && t('platform.uncountedOf', { count: uncounted }),
  ]
    .filter(Boolean)
    .join(' · ');
}
