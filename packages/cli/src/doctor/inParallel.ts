import pLimit from 'p-limit';

/**
 * Enough requests to hide the latency of the API server, and few enough not to
 * be throttled by it.
 */
const AT_ONCE = 8;

/**
 * Runs the action for each item, a few at a time; the results are in the order
 * of the items.
 */
export function inParallel<T, R>(
  items: readonly T[],
  action: (item: T) => Promise<R>,
): Promise<R[]> {
  const limit = pLimit(AT_ONCE);
  return Promise.all(items.map(item => limit(action, item)));
}
