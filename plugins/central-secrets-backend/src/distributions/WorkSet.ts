/**
 * Work that is to be done, each piece once, in no particular order. Adding and
 * taking cost the same however much there is, also where both alternate: the
 * first entry of a plain Set is found ever later the more were removed.
 */
export class WorkSet<T> {
  readonly #pieces: T[] = [];
  readonly #known = new Set<T>();

  get size(): number {
    return this.#known.size;
  }

  has(piece: T): boolean {
    return this.#known.has(piece);
  }

  add(piece: T): void {
    if (!this.#known.has(piece)) {
      this.#known.add(piece);
      this.#pieces.push(piece);
    }
  }

  /** One piece, which is no longer to be done; undefined: there is none. */
  take(): T | undefined {
    const piece = this.#pieces.pop();
    if (piece !== undefined) {
      this.#known.delete(piece);
    }
    return piece;
  }
}
