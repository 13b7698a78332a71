/** How many distinct values are remembered before starting over, and how long they may be together. Characters. */
const MOST_VALUES = 50_000;
const MOST_TEXT = 8_000_000;
/**
 * The maximum length of an interned text: longer texts are seldom shared, and a
 * team decides how long they are. Characters.
 */
const LONGEST = 4_000;

/** Values by their texts, within the limits. */
class Known<V> {
  readonly #values = new Map<string, V>();
  size = 0;

  remember(key: string, value: V): V {
    if (key.length > LONGEST) {
      return Object.freeze(value);
    }
    const found = this.#values.get(key);
    if (found !== undefined) {
      return found;
    }
    if (
      this.#values.size >= MOST_VALUES ||
      this.size + key.length > MOST_TEXT
    ) {
      this.#values.clear();
      this.size = 0;
    }
    const kept = Object.freeze(value);
    this.#values.set(key, kept);
    this.size += key.length;
    return kept;
  }
}

/**
 * Makes equal values one value, so that ten thousand copies of one distribution
 * hold its spec, and every record of a namespace its name, once.
 *
 * Bounded: at the limit everything is forgotten. Records keep what they hold,
 * so nothing but some sharing is lost.
 */
export class Interner {
  readonly #texts = new Known<string>();
  readonly #values = new Known<object>();

  /** How much text it holds now. Characters. */
  get size(): number {
    return this.#texts.size + this.#values.size;
  }

  text(text: string): string {
    return this.#texts.remember(text, text);
  }

  /** A plain value, compared by its JSON; the one returned is frozen, being shared. */
  value<T extends object>(value: T): T {
    return this.#values.remember(JSON.stringify(value), value) as T;
  }
}
