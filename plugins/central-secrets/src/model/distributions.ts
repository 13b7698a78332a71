import type {
  Delivery,
  Distribution,
  DistributionsResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { compare } from './compare';
import type { Knowledge } from './knowledge';
import { lookOf } from './states';
import type { Translate } from './translate';
import { stateText } from './words';

/** How many namespaces are in a state. */
export interface StateCount {
  readonly state: Delivery['state'];
  readonly count: number;
}

/** The distributions of one page, each section in the order of the answer. */
export interface DistributionRows {
  readonly attention: readonly Distribution[];
  readonly healthy: readonly Distribution[];
}

/**
 * The known states of the namespaces, worst first; undefined: no state is
 * known.
 */
export function stateCountsOf({
  states,
}: Pick<Distribution, 'states'>): readonly StateCount[] | undefined {
  return states === null
    ? undefined
    : Object.entries(states)
        .filter(([, count]) => count > 0)
        .map(([state, count]) => ({ state, count }))
        .sort((a, b) => lookOf(a.state).rank - lookOf(b.state).rank);
}

/**
 * The states that a reader can choose from. The chosen one stays among them
 * when no namespace is in it any longer, or its number is not known.
 */
export function stateChoicesOf(
  counts: readonly StateCount[] = [],
  chosen: string | undefined,
): readonly StateCount[] {
  return chosen === undefined || counts.some(({ state }) => state === chosen)
    ? counts
    : [...counts, { state: chosen, count: 0 }];
}

/**
 * The state that stands for all of them: the worst, among the namespaces that
 * asked where there are any.
 */
export function standingFor(
  counts: readonly StateCount[],
): Delivery['state'] | undefined {
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
        .map(({ state, count }) => `${count} ${stateText(state, t)}`)
        .join(' · ')}`;
}

/** Whether anything is wrong, on its way, or not known. */
function needsAttention(distribution: Distribution): boolean {
  const counts = stateCountsOf(distribution);
  return (
    !counts ||
    counts.some(({ state }) => lookOf(state).section === 'attention') ||
    distribution.findings.errors > 0
  );
}

/** Puts each distribution into its section; the backend has sorted them. */
export function distributionRowsOf(
  distributions: readonly Distribution[],
): DistributionRows {
  return {
    attention: distributions.filter(needsAttention),
    healthy: distributions.filter(each => !needsAttention(each)),
  };
}

/**
 * "12 distributions · 3 need attention · 40 of 42 copies synced": all that
 * match, on whichever page. Unknown copies are not counted.
 *
 * @param search - what was searched for
 */
export function platformSummary(
  { total, distributions, summary }: ListSums,
  { complete }: Pick<Knowledge, 'complete'>,
  search: string | undefined,
  t: Translate,
): string {
  const count = total ?? distributions.length;
  if (count === 0 && !search) {
    return t(complete ? 'platform.none' : 'platform.unseen');
  }
  const { attention = 0, uncounted = 0, states = {} } = summary ?? {};
  const { 'not-requested': _, unknown = 0, ...known } = states;
  const copies = Object.values(known).reduce((sum, each) => sum + each, 0);
  return [
    t('platform.summary', { count }),
    attention > 0 && t('platform.attention', { count: attention }),
    copies > 0 &&
      t('platform.copies', {
        synced: String(known.synced ?? 0),
        total: String(copies),
      }),
    unknown > 0 && t('platform.unknown', { count: unknown }),
    uncounted > 0 && t('platform.uncountedOf', { count: uncounted }),
  ]
    .filter(Boolean)
    .join(' · ');
}

/**
 * The sums that a list has over all its pages; an older backend does not
 * compute them.
 */
type ListSums = Pick<
  DistributionsResponse,
  'total' | 'distributions' | 'summary'
>;

/** A cluster with its name and its displayed name. */
export interface NamedCluster {
  readonly name: string;
  readonly title: string;
}

/** Every configured cluster, whichever one was asked for, by name. */
export function allClustersOf({
  clusters,
  otherClusters = [],
}: Pick<DistributionsResponse, 'clusters' | 'otherClusters'>): NamedCluster[] {
  return [...clusters, ...otherClusters]
    .map(({ name, title }) => ({ name, title: title ?? name }))
    .sort((a, b) => compare(a.name, b.name));
}
