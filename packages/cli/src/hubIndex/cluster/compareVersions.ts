const DECIMAL = /^(0|[1-9][0-9]*)$/;

/**
 * Whether a resource version is newer than another one. They are decimal numbers
 * that rise with every write (KEP-5504); of anything else, this is not known.
 */
export function isNewerVersion(one: string, other: string): boolean {
  if (!DECIMAL.test(one) || !DECIMAL.test(other)) {
    return false;
  }
  // The longer one of two decimals without leading zeros is the greater.
  return one.length === other.length ? one > other : one.length > other.length;
}
