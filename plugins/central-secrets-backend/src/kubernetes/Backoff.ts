import { Random } from './types';

/**
 * Delays between attempts that fail: each drawn from the upper half of a bound
 * that doubles up to a limit, so that reflectors which failed together do not
 * come back together. client-go's reflector has the same bounds.
 */
export class Backoff {
  #failures = 0;

  /** Both bounds in milliseconds. */
  constructor(
    private readonly options: {
      readonly firstMs: number;
      readonly limitMs: number;
      readonly random: Random;
    },
  ) {}

  /** The delay after one more failure, in milliseconds. */
  nextMs(): number {
    const { firstMs, limitMs, random } = this.options;
    const bound = Math.min(limitMs, firstMs * 2 ** this.#failures);
    // Beyond the limit more failures change nothing, and 2 ** n must stay finite.
    this.#failures = Math.min(this.#failures + 1, 30);
    return bound * (1 - random() / 2);
  }

  /** There was health: the next failure is a first one. */
  reset(): void {
    this.#failures = 0;
  }
}
