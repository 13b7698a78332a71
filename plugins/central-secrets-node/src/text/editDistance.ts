/**
 * How many letters have to be added, removed or replaced to make one text of
 * another (Levenshtein); `limit + 1` where it takes more than `limit`, so that
 * long texts cost nothing.
 *
 * @public
 */
export function editDistance(
  one: string,
  other: string,
  limit: number,
): number {
  if (Math.abs(one.length - other.length) > limit) {
    return limit + 1;
  }
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      current.push(
        Math.min(
          above[column] + 1,
          current[column - 1] + 1,
          above[column - 1] + (one[row - 1] === other[column - 1] ? 0 : 1),
        ),
      );
    }
    above = current;
  }
  return Math.min(above[other.length], limit + 1);
}
