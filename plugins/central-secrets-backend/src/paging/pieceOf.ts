/** Which piece of a list is asked for. */
export interface Page {
  /** The last entry of the piece before. */
  readonly cursor?: string;
  readonly limit: number;
}

/**
 * The first entries after the cursor, in the order of their keys, and the
 * cursor of the next piece. Sorts no more than a few pieces, however long the
 * list is.
 */
export function pieceOf<T>(
  entries: Iterable<T>,
  keyOf: (entry: T) => string,
  { cursor, limit }: Page,
): { piece: T[]; nextCursor: string | null } {
  /** At most twice the wanted number; the first ones are kept. */
  let kept: { key: string; entry: T }[] = [];
  const keepFirst = () => {
    kept.sort((one, other) => (one.key < other.key ? -1 : 1));
    kept = kept.slice(0, limit + 1);
  };
  for (const entry of entries) {
    const key = keyOf(entry);
    if (cursor !== undefined && key <= cursor) {
      continue;
    }
    kept.push({ key, entry });
    if (kept.length > 2 * limit + 2) {
      keepFirst();
    }
  }
  keepFirst();
  const piece = kept.slice(0, limit);
  return {
    piece: piece.map(({ entry }) => entry),
    nextCursor: kept.length > limit ? piece[piece.length - 1].key : null,
  };
}
