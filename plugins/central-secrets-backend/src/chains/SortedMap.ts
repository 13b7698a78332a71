/**
 * Values in the order of their keys, of which a few change at a time: a page of
 * a list is found without sorting the whole.
 */
export class SortedMap<V> {
  readonly #entries: { readonly key: string; readonly value: V }[] = [];

  get size(): number {
    return this.#entries.length;
  }

  set(key: string, value: V): void {
    const index = this.#indexOf(key);
    const isKnown = this.#entries[index]?.key === key;
    this.#entries.splice(index, isKnown ? 1 : 0, { key, value });
  }

  delete(key: string): void {
    const index = this.#indexOf(key);
    if (this.#entries[index]?.key === key) {
      this.#entries.splice(index, 1);
    }
  }

  /** Those behind a key, in order; without one, all. */
  *after(key?: string): Iterable<{ readonly key: string; readonly value: V }> {
    let index = key === undefined ? 0 : this.#indexOf(key);
    if (this.#entries[index]?.key === key) {
      index += 1;
    }
    for (; index < this.#entries.length; index += 1) {
      yield this.#entries[index];
    }
  }

  forEach(visit: (value: V, key: string) => void): void {
    this.#entries.forEach(({ key, value }) => visit(value, key));
  }

  /** Where a key is, or would be. */
  #indexOf(key: string): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#entries[middle].key < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
