/** A quotation mark, maybe escaped as within JSON within JSON. */
const MARK = /\\{0,16}["'`]/y;

/** The mark at this place; undefined where there is none, or an apostrophe. */
export function openingMark(text: string, at: number): string | undefined {
  MARK.lastIndex = at;
  const mark = MARK.exec(text)?.[0];
  if (mark === "'" && /[\w)\]]/.test(text[at - 1] ?? '')) {
    return undefined;
  }
  return mark;
}

function backslashesBefore(text: string, at: number): number {
  let count = 0;
  while (text[at - 1 - count] === '\\') {
    count += 1;
  }
  return count;
}

/**
 * Where the closing mark stands; -1 where there is none. It is escaped as often
 * as the opening one, and no letter and no digit follows it. Looks at each
 * character once.
 *
 * @param from - behind the opening mark
 */
export function findClosingMark(
  text: string,
  mark: string,
  from: number,
): number {
  const character = mark[mark.length - 1];
  const escapes = mark.length - 1;
  for (
    let at = text.indexOf(character, from);
    at >= 0;
    at = text.indexOf(character, at + 1)
  ) {
    const isEnd = !/[A-Za-z0-9]/.test(text[at + 1] ?? '');
    const before = backslashesBefore(text, at);
    // In backquotes Go escapes nothing.
    const isMark =
      escapes === 0
        ? character === '`' || before % 2 === 0
        : before === escapes;
    if (isEnd && isMark) {
      return at - escapes;
    }
  }
  return -1;
}
