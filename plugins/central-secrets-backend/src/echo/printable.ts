import { hideCredentials } from '@central-secrets/backstage-plugin-central-secrets-node';

/** The longest piece of a request that an answer repeats, in characters. */
const LONGEST_ECHO = 100;
/**
 * The length of a text that is looked at: enough for a credential in it to be
 * recognized as one.
 */
const LOOKED_AT = 400;

/**
 * Controls move a terminal's cursor, line separators begin a line of a log, and
 * format characters (marks of direction, of no width) show a text as another.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * A text from a request, fit to be repeated in an answer or a log: at most 100
 * characters, all of them printable, and without what may be a credential that
 * was sent by mistake.
 */
export function printable(text: string): string {
  const shown = hideCredentials(
    text.slice(0, LOOKED_AT).replace(UNPRINTABLE, escape),
  );
  const characters = [...shown];
  return characters.length > LONGEST_ECHO || text.length > LOOKED_AT
    ? `${characters.slice(0, LONGEST_ECHO).join('')}…`
    : shown;
}

/** Escapes a character in the way of JSON and JavaScript. */
function escape(character: string): string {
  const code = character.codePointAt(0)!.toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}
