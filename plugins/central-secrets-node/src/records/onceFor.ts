/**
 * A pure function of an object that never changes, computed once for each:
 * every answer asks again for the same results about a record of the cluster.
 * Kept as long as the object is.
 *
 * @public
 */
export function onceFor<K extends object, V>(
  compute: (key: K) => V,
): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return key => {
    let found = known.get(key);
    if (!found) {
      found = { value: compute(key) };
      known.set(key, found);
    }
    return found.value;
  };
}
