/** A piece of a text, and what takes its place. */
export interface TextSplice {
  /** Offsets in the text; `end` is behind the last character. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text after a splice. */
export function applySplice(
  text: string,
  { start, end, text: replacement }: TextSplice,
): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** The offset of the first character of a line. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The offset behind a line and its line break. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at + 1;
}

/** The line break that a text uses. */
function lineBreakOf(text: string): string {
  const at = text.indexOf('\n');
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}

/**
 * Inserts whole lines below a line. Where that line ends the text without a line
 * break, the new last line has none either.
 *
 * @param offset - any offset in the line above
 */
export function insertBelow(
  text: string,
  offset: number,
  lines: readonly string[],
): TextSplice {
  const at = lineEnd(text, offset);
  const lineBreak = lineBreakOf(text);
  const block = lines.join(lineBreak);
  return at > 0 && text[at - 1] === '\n'
    ? { start: at, end: at, text: `${block}${lineBreak}` }
    : { start: at, end: at, text: `${lineBreak}${block}` };
}

/**
 * Removes whole lines. Where the last of them ends the text without a line
 * break, the line above loses its own, so that an insertion is undone.
 */
export function removeLines(
  text: string,
  firstOffset: number,
  lastOffset: number,
): TextSplice {
  const start = lineStart(text, firstOffset);
  const end = lineEnd(text, lastOffset);
  if (text[end - 1] === '\n' || start === 0) {
    return { start, end, text: '' };
  }
  const lineBreak = text[start - 2] === '\r' ? 2 : 1;
  return { start: start - lineBreak, end, text: '' };
}
