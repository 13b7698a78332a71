/** After this time without a repair, a page is repaired at once again. */
const FORGET_MS = 60_000;

interface Repaired {
  count: number;
  /** By this process's clock. */
  at: number;
}

/**
 * Slows down the repair of a page that another process keeps changing: two
 * versions of this program that disagree would write the same page all the time.
 */
export class Repairs {
  readonly #firstMs: number;
  readonly #limitMs: number;
  readonly #now: () => number;
  readonly #changed = new Set<string>();
  readonly #repaired = new Map<string, Repaired>();

  constructor(
    firstMs: number,
    limitMs: number,
    now: () => number = () => performance.now(),
  ) {
    this.#firstMs = firstMs;
    this.#limitMs = limitMs;
    this.#now = now;
  }

  /** Calls back when a page that another process has changed is to be checked. */
  check(page: string, onDue: () => void): void {
    this.#changed.add(page);
    const delayMs = this.delayMs(page);
    if (delayMs === 0) {
      onDue();
    } else {
      setTimeout(onDue, delayMs).unref();
    }
  }

  /** This process has written the page. */
  written(page: string): void {
    if (this.#changed.delete(page)) {
      const count = this.#countOf(page) + 1;
      this.#repaired.set(page, { count, at: this.#now() });
    }
  }

  /** The delay before the next check of a page. */
  delayMs(page: string): number {
    const count = this.#countOf(page);
    return count === 0
      ? 0
      : Math.min(this.#limitMs, this.#firstMs * 2 ** (count - 1));
  }

  #countOf(page: string): number {
    const repaired = this.#repaired.get(page);
    const isRecent =
      repaired !== undefined &&
      this.#now() - repaired.at < FORGET_MS + this.#limitMs;
    return isRecent ? repaired.count : 0;
  }
}
