import {
  DELIVERY_STATES,
  isKnownWord,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import type { BindingNotice } from './bindings';
import { PROBLEMS } from './bindings';
import type { Knowledge } from './knowledge';
import type { Rows } from './rows';
import { stateOf } from './rows';
import type { Translate } from './translate';

/**
 * The number of rows in each state, in the order of the page; synced ones
 * first.
 */
export type Counts = ReadonlyMap<string, number>;

/** Counts each row once, by its state. */
export function countByState(
  rows: Pick<Rows, 'attention' | 'arrived'>,
): Counts {
  const counts = new Map<string, number>();
  for (const row of [...rows.arrived, ...rows.attention]) {
    const state = stateOf(row);
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return counts;
}

function countText([state, count]: [string, number], t: Translate): string {
  return isKnownWord(DELIVERY_STATES, state)
    ? t(`summary.${state}`, { count })
    : t('summary.other', { count, state });
}

/**
 * "3 synced · 1 failed". Where nothing can be counted, it says why: unknown is
 * never shown as 0.
 */
export function summaryText(
  counts: Counts,
  notices: readonly BindingNotice[],
  { complete }: Pick<Knowledge, 'complete'>,
  t: Translate,
): string {
  if (counts.size > 0) {
    return [...counts].map(entry => countText(entry, t)).join(' · ');
  }
  const [worst] = PROBLEMS.filter(problem =>
    notices.some(notice => notice.problem === problem),
  );
  return t(`summary.${worst ?? (complete ? 'none' : 'unseen')}`);
}
