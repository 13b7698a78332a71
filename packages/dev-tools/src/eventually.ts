/**
 * Waits until the condition holds; fails after fifteen seconds, and names the
 * condition that did not hold.
 */
export async function eventually<T>(
  condition: () => T | Promise<T>,
  what: string | (() => string) = 'the condition',
): Promise<NonNullable<T>> {
  const end = Date.now() + 15_000;
  for (;;) {
    const value = await condition();
    if (value) {
      return value as NonNullable<T>;
    }
    if (Date.now() > end) {
      throw new Error(
        `After 15 s ${
          typeof what === 'string' ? what : what()
        } still does not hold`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}
