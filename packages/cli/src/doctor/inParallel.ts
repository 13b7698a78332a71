/**
 * Enough requests to hide the latency of the API server, and few enough not to
 * be throttled by it.
 */
const AT_ONCE = 8;

/**
 * Runs the action for each item, a few at a time; the results are in the order
 * of the items.
 */
export async function inParallel<T, R>(
  items: readonly T[],
  action: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = new Array(items.length);
  const left = items.entries();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const [index, item] of left) {
        results[index] = await action(item);
      }
    }),
  );
  return results;
}
