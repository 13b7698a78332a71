import { setTimeout as delay } from 'node:timers/promises';

/** Waits; an aborted signal ends the wait early, without an error. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {});
}

/** Delays between attempts that fail: each twice the one before, up to a limit. */
export class Backoff {
  #failures = 0;
  readonly #firstMs: number;
  readonly #limitMs: number;

  constructor(firstMs: number, limitMs: number) {
    this.#firstMs = firstMs;
    this.#limitMs = limitMs;
  }

  /** The delay after one more failure; the upper half of its bound, by chance. */
  nextMs(): number {
    const bound = Math.min(this.#limitMs, this.#firstMs * 2 ** this.#failures);
    this.#failures += bound < this.#limitMs ? 1 : 0;
    return bound * (1 - Math.random() / 2);
  }

  /** The next failure is a first one. */
  reset(): void {
    this.#failures = 0;
  }
}
