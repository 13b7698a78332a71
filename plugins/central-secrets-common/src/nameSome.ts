/** The maximum number of names in a sentence. */
const MOST_NAMES = 5;

/**
 * Names for a sentence: the first five, and how many more there are. A team
 * decides how many objects it has, and so how long such a list would be.
 *
 * @public
 */
export function nameSome(
  names: readonly string[],
  most: number = MOST_NAMES,
): string {
  return nameSomeOf(names.slice(0, most), names.length);
}

/**
 * Same as `nameSome`, for callers that have some of the names and their number
 * only.
 */
export function nameSomeOf(names: readonly string[], count: number): string {
  const more = count - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}
