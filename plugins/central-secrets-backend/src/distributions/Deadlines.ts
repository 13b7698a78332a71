/** How long one bucket lasts. Milliseconds. */
const BUCKET_MS = 1_000;

/**
 * One moment per key, found when it has come without looking at the others: a
 * timer wheel without a timer. Moments are kept in buckets of a second.
 */
export class Deadlines {
  readonly #moments = new Map<string, number>();
  readonly #buckets = new Map<number, Set<string>>();

  /** undefined: there is none. */
  get(key: string): number | undefined {
    return this.#moments.get(key);
  }

  /** Infinity: never. */
  set(key: string, moment: number): void {
    const before = this.#moments.get(key);
    if (before === moment) {
      return;
    }
    this.delete(key);
    if (moment === Infinity) {
      return;
    }
    this.#moments.set(key, moment);
    const number = bucketOf(moment);
    const bucket = this.#buckets.get(number);
    if (bucket) {
      bucket.add(key);
    } else {
      this.#buckets.set(number, new Set([key]));
    }
  }

  delete(key: string): void {
    const moment = this.#moments.get(key);
    if (moment === undefined) {
      return;
    }
    this.#moments.delete(key);
    const number = bucketOf(moment);
    const bucket = this.#buckets.get(number)!;
    bucket.delete(key);
    if (bucket.size === 0) {
      this.#buckets.delete(number);
    }
  }

  /** The keys whose moment is not after this one; they have none from then on. */
  takeDue(now: number): string[] {
    const due = [...this.#buckets.keys()]
      .filter(number => number <= bucketOf(now))
      .flatMap(number => [...this.#buckets.get(number)!])
      .filter(key => this.#moments.get(key)! <= now);
    due.forEach(key => this.delete(key));
    return due;
  }
}

function bucketOf(moment: number): number {
  return Math.floor(moment / BUCKET_MS);
}
