import type { BindingNotice } from './bindings';
import { PROBLEMS } from './bindings';
import type { Knowledge } from './knowledge';
import type { AttentionRow, Rows } from './rows';
import { stateOf } from './rows';
import type { Translate } from './translate';

/** What the summary line counts, in its order. */
export const COUNTED = [
  'synced',
  'platform',
  'developer',
  'moving',
  'unknown',
] as const;

/** How many rows there are of each sort. */
export type Counts = Readonly<Record<(typeof COUNTED)[number], number>>;

function sortOf(row: AttentionRow): keyof Counts {
  const state = stateOf(row);
  if (state === 'unknown') {
    return 'unknown';
  }
  if (row.kind === 'expected' || row.delivery.remedy.by === 'nobody') {
    return 'moving';
  }
  return row.delivery.remedy.by;
}

/** Counts each row once: whether it has arrived, and if not, whose move it is. */
export function countsOf(rows: Pick<Rows, 'attention' | 'arrived'>): Counts {
  const counts = {
    synced: rows.arrived.length,
    platform: 0,
    developer: 0,
    moving: 0,
    unknown: 0,
  };
  for (const row of rows.attention) {
    counts[sortOf(row)] += 1;
  }
  return counts;
}

/**
 * "3 arrive as they should · 1 needs the platform team". What is not known is
 * never counted as 0: where there is nothing to count, it says why.
 */
export function summaryText(
  counts: Counts,
  notices: readonly BindingNotice[],
  { complete }: Pick<Knowledge, 'complete'>,
  t: Translate,
): string {
  const parts = COUNTED.filter(sort => counts[sort] > 0).map(sort =>
    t(`summary.${sort}`, { count: counts[sort] }),
  );
  if (parts.length > 0) {
    return parts.join(' · ');
  }
  const [worst] = PROBLEMS.filter(problem =>
    notices.some(notice => notice.problem === problem),
  );
  return t(`summary.${worst ?? (complete ? 'none' : 'unseen')}`);
}
