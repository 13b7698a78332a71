/** For sorting: smaller first. Infinity may be compared with itself, which subtracting cannot. */
export function compare<T extends number | string>(a: T, b: T): number {
  return Number(a > b) - Number(a < b);
}
