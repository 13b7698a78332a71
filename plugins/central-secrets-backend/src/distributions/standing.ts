import { DistributionsResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import { DistributionRecord } from '@central-secrets/backstage-plugin-central-secrets-node';
import { attentionKey, needsAttention } from './attentionKey';
import { StateCounts } from './StateTable';
import { isCounted, WatchedCluster } from './toDistribution';

/** How a distribution is, as far as a list is sorted and summed up by it. */
export interface Standing {
  /** null: not counted. */
  readonly states: StateCounts | null;
  /** Sorts distributions by how much attention they need. */
  readonly attention: string;
}

/**
 * @param isJudged - whether its templates are judged for it. That costs
 * something the first time, and only then their errors are known.
 */
export function standingOf(
  watched: WatchedCluster,
  { name }: DistributionRecord,
  isJudged: boolean,
): Standing {
  const { findings } = isJudged
    ? watched.findings.of(name)
    : watched.findings.lastOf(name);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const states = isCounted(watched) ? watched.states.countsOf(name) : null;
  return { states, attention: attentionKey(states, errors) };
}

/** Adds up a whole list, although an answer holds one page of it. */
export function summarize(
  standings: readonly Standing[],
): NonNullable<DistributionsResponse['summary']> {
  const sums = new Map<string, number>();
  for (const { states } of standings) {
    for (const [state, count] of Object.entries(states ?? {})) {
      sums.set(state, (sums.get(state) ?? 0) + count);
    }
  }
  return {
    attention: standings.filter(({ attention }) => needsAttention(attention))
      .length,
    uncounted: standings.filter(({ states }) => !states).length,
    states: Object.fromEntries(sums),
  };
}
