import { Random } from './types';

/**
 * Delays between attempts that fail: each drawn from the upper half of a bound
 * that doubles up to a limit, so that reflectors which failed together do not
 * come back together. client-go's reflector has the same bounds.
 */
export class Backoff {
  #failures = 0;
  readonly #options: {
    readonly firstMs: number;
    readonly limitMs: number;
    readonly random: Random;
  };

  /** Both bounds in milliseconds. */
  constructor(options: {
    readonly firstMs: number;
    readonly limitMs: number;
    readonly random: Random;
  }) {
    this.#options = options;
  }

  /**
   * The delay after one more failure, in milliseconds.
   *
   * @param limitMs - where this failure alone asks for another limit
   */
  nextMs(limitMs: number = this.#options.limitMs): number {
    const { firstMs, random } = this.#options;
    const bound = firstMs * 2 ** this.#failures;
    // Beyond the limit more failures change nothing.
    this.#failures += bound < limitMs ? 1 : 0;
    return Math.min(limitMs, bound) * (1 - random() / 2);
  }

  /** There was health: the next failure is a first one. */
  reset(): void {
    this.#failures = 0;
  }
}
