/**
 * Waits until the condition holds; fails after a time, and names the condition
 * that did not hold.
 */
export async function eventually<T>(
  condition: () => T | Promise<T>,
  what: string | (() => string) = 'the condition',
  limitMs: number = 15_000,
): Promise<NonNullable<T>> {
  const end = Date.now() + limitMs;
  for (;;) {
    const value = await condition();
    if (value) {
      return value as NonNullable<T>;
    }
    if (Date.now() > end) {
      throw new Error(
        `After ${limitMs / 1_000} s ${
          typeof what === 'string' ? what : what()
        } still does not hold`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}
