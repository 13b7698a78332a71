/** Works through all of them, so many at a time, in their order. */
export async function sideBySide<T>(
  all: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const waiting = [...all];
  const worker = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      await work(one);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
