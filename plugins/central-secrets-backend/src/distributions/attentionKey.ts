import { DeliveryState } from '@central-secrets/backstage-plugin-central-secrets-common';
import { StateCounts } from './StateTable';

/** The states that need attention, as the page orders them. Not knowing is the worst: it may hide anything. */
const WORST_FIRST: readonly DeliveryState[] = [
  'unknown',
  'failed',
  'conflict',
  'denied',
  'store-unavailable',
  'stale',
  'outdated',
  'orphaned',
  'terminating',
  'pending',
];

const NOT_COUNTED = 0;
const ERRORS_ALONE = 90;
const NONE = 99;
/** More than there are deliveries of one distribution. */
const MOST = 9_999_999_999;

/**
 * A text that sorts distributions by how much attention they need: by the worst
 * state, then by how many deliveries are in it. Errors of the manifest alone
 * come after any state.
 *
 * @param states - null: not counted
 */
export function attentionKey(
  states: StateCounts | null,
  errors: number,
): string {
  if (!states) {
    return keyOf(NOT_COUNTED, 0);
  }
  const worst = WORST_FIRST.findIndex(state => states[state]);
  if (worst >= 0) {
    return keyOf(worst + 1, states[WORST_FIRST[worst]]!);
  }
  return errors > 0 ? keyOf(ERRORS_ALONE, errors) : keyOf(NONE, 0);
}

/** Whether the distribution of an `attentionKey` needs any. */
export function needsAttention(key: string): boolean {
  return !key.startsWith(String(NONE));
}

/** The most first. */
function keyOf(rank: number, count: number): string {
  return [
    String(rank).padStart(2, '0'),
    String(MOST - count).padStart(10, '0'),
  ].join('');
}
