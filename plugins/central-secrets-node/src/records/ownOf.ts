/**
 * Returns the value that a record itself holds under a key, and never an
 * inherited one. For records whose keys come from a cluster, the catalog or a
 * request: `toString` and `constructor` are valid names for a label.
 *
 * @public
 */
export function ownOf<V>(
  record: Readonly<Record<string, V>>,
  key: string,
): V | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
