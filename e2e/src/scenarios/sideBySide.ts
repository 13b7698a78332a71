import pLimit from 'p-limit';

/** Works through all of them, so many at a time, in their order. */
export async function sideBySide<T>(
  all: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<unknown>,
): Promise<void> {
  const limit = pLimit(atOnce);
  await Promise.all(all.map(one => limit(work, one)));
}
