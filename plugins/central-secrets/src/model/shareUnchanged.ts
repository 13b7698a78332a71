type Json = Readonly<Record<string, unknown>>;

/**
 * The same as `after`, in which every part that equals the one of `before` is
 * that very object, so that React need not draw it again.
 *
 * @param before - anything
 * @param after - plain data, as of JSON
 */
export function shareUnchanged<T>(before: unknown, after: T): T {
  if (Object.is(before, after) || !isPart(before) || !isPart(after)) {
    return after;
  }
  if (Array.isArray(before) !== Array.isArray(after)) {
    return after;
  }
  const keys = Object.keys(after);
  const shared = Object.fromEntries(
    keys.map(key => [key, shareUnchanged(before[key], after[key])]),
  );
  const isSame =
    keys.length === Object.keys(before).length &&
    keys.every(
      key => Object.hasOwn(before, key) && shared[key] === before[key],
    );
  if (isSame) {
    return before as T;
  }
  return (Array.isArray(after) ? Object.values(shared) : shared) as T;
}

function isPart(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
