/**
 * Characters that are not text to a terminal, a log or a reader: control
 * characters (C0, DEL, C1), marks that turn the direction of reading, characters
 * without a width, line and paragraph separators, halves of surrogate pairs.
 */
const CONTROLS =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const SHORT: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function escapeControl(character: string): string {
  const short = SHORT[character];
  if (short) {
    return short;
  }
  let escaped = '';
  for (let index = 0; index < character.length; index += 1) {
    const code = character.charCodeAt(index).toString(16);
    escaped += `\\u${code.padStart(4, '0')}`;
  }
  return escaped;
}

/**
 * Writes every character that is not text as an escape that can be read, such
 * as `\n` or `\u001b`, so that the result is one line and means nothing to a
 * terminal. Inside of JSON's quotes the escapes stand for the same characters.
 *
 * @public
 */
export function escapeControls(text: string): string {
  return text.replace(CONTROLS, escapeControl);
}

const PLAIN_LINE = /^[\x20-\x7e]*$/;

/**
 * Same as `escapeControls`, but line breaks with the spaces around them become
 * one space, and tabs stay.
 *
 * @public
 */
export function toOneLine(text: string): string {
  // Most texts are names and times.
  if (PLAIN_LINE.test(text)) {
    return text;
  }
  return text
    .replace(/\s+/g, spaces => (/^[ \t]*$/.test(spaces) ? spaces : ' '))
    .replace(CONTROLS, control =>
      control === '\t' ? '\t' : escapeControl(control),
    );
}
