/** Moments are counted by their minute. Milliseconds. */
const BUCKET_MS = 60_000;

/**
 * A moment for each of many things, such as when its refresh was due. The
 * oldest is found without looking at each of them.
 */
export class Moments {
  readonly #minutes = new Map<string, number>();
  readonly #buckets = new Map<number, number>();

  /** The oldest moment, to the minute; undefined: there is none. */
  get oldest(): number | undefined {
    return this.#buckets.size > 0
      ? [...this.#buckets.keys()].reduce((one, other) => Math.min(one, other)) *
          BUCKET_MS
      : undefined;
  }

  /** @param moment - undefined: it has none */
  set(key: string, moment: number | undefined): void {
    const before = this.#minutes.get(key);
    const after =
      moment === undefined ? undefined : Math.floor(moment / BUCKET_MS);
    if (before === after) {
      return;
    }
    this.#count(before, -1);
    this.#count(after, 1);
    if (after === undefined) {
      this.#minutes.delete(key);
    } else {
      this.#minutes.set(key, after);
    }
  }

  #count(bucket: number | undefined, by: 1 | -1): void {
    if (bucket === undefined) {
      return;
    }
    const count = (this.#buckets.get(bucket) ?? 0) + by;
    if (count === 0) {
      this.#buckets.delete(bucket);
    } else {
      this.#buckets.set(bucket, count);
    }
  }
}
