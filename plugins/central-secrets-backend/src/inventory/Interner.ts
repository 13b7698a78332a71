/** How many distinct values are remembered before starting over. */
const LIMIT = 50_000;

/**
 * Makes equal values one value, so that ten thousand copies of one distribution
 * hold its spec, and every record of a namespace its name, once.
 *
 * Bounded: at the limit everything is forgotten. Records keep what they hold,
 * so nothing but some sharing is lost.
 */
export class Interner {
  readonly #texts = new Map<string, string>();
  readonly #values = new Map<string, object>();

  text(text: string): string {
    return remember(this.#texts, text, text);
  }

  /** A plain value, compared by its JSON; the one returned is frozen, being shared. */
  value<T extends object>(value: T): T {
    return remember(this.#values, JSON.stringify(value), value) as T;
  }
}

function remember<V>(known: Map<string, V>, key: string, value: V): V {
  const found = known.get(key);
  if (found !== undefined) {
    return found;
  }
  if (known.size >= LIMIT) {
    known.clear();
  }
  const kept = Object.freeze(value);
  known.set(key, kept);
  return kept;
}
