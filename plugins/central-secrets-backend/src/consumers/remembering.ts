/** The same function, which works out each answer once. */
export function remembering<A extends readonly string[], R>(
  answer: (...of: A) => R,
): (...of: A) => R {
  const known = new Map<string, R>();
  return (...of) => {
    const key = JSON.stringify(of);
    let result = known.get(key);
    if (result === undefined) {
      result = answer(...of);
      known.set(key, result);
    }
    return result;
  };
}
