import { setTimeout as sleep } from 'node:timers/promises';

/** How `waitFor` waits. */
export interface WaitOptions {
  /** The awaited condition, as the end of the sentence "waited for …". */
  readonly reason: string;
  /** When to give up, in milliseconds; 60 s unless told. */
  readonly limitMs?: number;
  /** Between two looks, in milliseconds; 200 unless told. */
  readonly everyMs?: number;
  /** Describes the last observation; the error has it beside the reason. */
  readonly describe?: () => string | Promise<string>;
}

/** Thrown by a look: the awaited condition can no longer come true. */
export class HopelessError extends Error {}

/**
 * Looks again and again until `look` answers something (anything but
 * undefined, null or false), and returns that.
 *
 * A look that throws counts as "not yet": servers refuse connections while they
 * start. The error at the limit includes the last one. A HopelessError ends the
 * wait at once.
 *
 * @throws Error with the reason, the limit and what was seen last.
 */
export async function waitFor<T>(
  look: () =>
    | Promise<T | undefined | null | false>
    | T
    | undefined
    | null
    | false,
  options: WaitOptions,
): Promise<T> {
  const limitMs = options.limitMs ?? 60_000;
  const end = Date.now() + limitMs;
  let lastError: unknown;
  for (;;) {
    try {
      const seen = await look();
      if (seen !== undefined && seen !== null && seen !== false) {
        return seen;
      }
      lastError = undefined;
    } catch (error) {
      if (error instanceof HopelessError) {
        throw error;
      }
      lastError = error;
    }
    if (Date.now() >= end) {
      const details = [
        lastError === undefined ? '' : `; last error: ${lastError}`,
        options.describe ? `; last seen: ${await options.describe()}` : '',
      ];
      throw new Error(
        `waited ${limitMs / 1000} s in vain for ${options.reason}${details.join(
          '',
        )}`,
      );
    }
    await sleep(options.everyMs ?? 200);
  }
}
