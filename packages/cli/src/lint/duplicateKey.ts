import { isMap, isPair, isScalar, isSeq } from 'yaml';

/**
 * Where a key stands that its map has already; undefined where there is none.
 *
 * The `yaml` library can look for them itself, but compares each key with all
 * the others of its map: minutes for a map of 100,000.
 */
export function duplicateKeyOffset(node: unknown): number | undefined {
  if (isMap(node)) {
    const seen = new Set<unknown>();
    for (const { key } of node.items) {
      if (!isScalar(key)) {
        continue;
      }
      if (seen.has(key.value)) {
        return key.range?.[0];
      }
      seen.add(key.value);
    }
  }
  if (!isMap(node) && !isSeq(node)) {
    return undefined;
  }
  for (const item of node.items) {
    const offset = duplicateKeyOffset(isPair(item) ? item.value : item);
    if (offset !== undefined) {
      return offset;
    }
  }
  return undefined;
}
