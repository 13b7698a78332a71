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
  return listText(names.slice(0, most), names.length - most);
}

/** The entries of a list as text, and how many more there are. */
export function listText(
  entries: readonly string[],
  more: number,
  separator: string = ', ',
): string {
  const text = entries.join(separator);
  return more > 0 ? `${text} and ${more} more` : text;
}

/** Names as parameters of a message: `more` says how many it leaves out. @public */
export interface SomeNames {
  readonly names: readonly string[];
  readonly more?: number;
}

/**
 * Same as `nameSome`, as parameters of a message.
 *
 * @public
 */
export function firstNames(names: readonly string[]): SomeNames {
  return someNames(names.slice(0, MOST_NAMES), names.length);
}

/**
 * Same as `firstNames`, for callers that have some of the names and their
 * number only.
 *
 * @public
 */
export function someNames(names: readonly string[], count: number): SomeNames {
  const more = count - names.length;
  return more > 0 ? { names, more } : { names };
}
