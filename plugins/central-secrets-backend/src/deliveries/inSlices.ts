import { setImmediate as nextTurn } from 'node:timers/promises';

/** About a few milliseconds' work; others get their turn of the event loop in between. */
const SLICE = 100;

/** Maps a list that may be long, a slice at a time. */
export async function inSlices<T, R>(
  entries: readonly T[],
  map: (entry: T) => R,
): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < entries.length; from += SLICE) {
    if (from > 0) {
      await nextTurn();
    }
    results.push(...entries.slice(from, from + SLICE).map(map));
  }
  return results;
}
