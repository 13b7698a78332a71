import { beginsWithWhy } from '../../classifyFailure';
import { isClearCredentialName, isCredentialName } from '../credentialShapes';
import { HIDDEN } from '../hidden';
import { beginsLikePlaceholder } from '../placeholders';
import { findClosingMark, openingMark } from '../quotes';
import { matchAt, Scan, Step } from '../scan';

/** Stands between a name and its value, with the end of the name's quotes. */
const IS =
  /(\\*["'`])?((?:[ \t]{4,40}|\s{0,3})(?:=>?|:=?)(?:[ \t]{4,40}|\s{0,3}))/y;
/** Up to a space, a quotation mark or the next field. */
const VALUE = /(?:(?![&,;]\s?[\w./-]+=)[^\s"'`])+/y;
const NO_CREDENTIAL =
  /^(?:true|false|yes|no|none|null|nil|<[a-z _-]*>|\$\{[a-z_]\w*\}|\[hidden\]?)?$/i;
/** Begins a map, a list, a block or an alias in YAML. */
const STRUCTURE = /^[{[|>&*]/;

/** Whether it is a placeholder, or a word that no credential is. */
export function isNoCredential(value: string): boolean {
  return NO_CREDENTIAL.test(value);
}

/** Whether the name says that what follows is a credential; a colon says less than "=". */
function isNameOfCredential(
  { text, origin }: Scan,
  name: string,
  at: number,
  sign: string,
  isQuoted: boolean,
): boolean {
  const isField = origin !== 'own' && !/\s/.test(sign);
  // `arn:aws:secretsmanager:eu-west-1:1:secret:name`
  const isPart = text[at - 1] === ':';
  return isQuoted || sign.includes('=') || (isField && !isPart)
    ? isCredentialName(name)
    : isClearCredentialName(name);
}

/** A value in quotes up to the closing mark. */
function stepOverQuotedValue(
  { text }: Scan,
  start: number,
  mark: string,
): Step | undefined {
  const from = start + mark.length;
  const close = findClosingMark(text, mark, from);
  const end = close < 0 ? text.length : close;
  const content = text.slice(from, end);
  return isNoCredential(content) || beginsLikePlaceholder(content)
    ? undefined
    : { length: end - start, shown: mark + HIDDEN };
}

/**
 * Goes from the end of a credential's name to the end of its value.
 *
 * @param at - where the name begins
 */
export function stepOverValueOf(
  scan: Scan,
  at: number,
  name: string,
): Step | undefined {
  const { text, origin } = scan;
  const [is, quote, sign] = matchAt(IS, text, at + name.length) ?? [];
  if (
    is === undefined ||
    !isNameOfCredential(scan, name, at, sign, quote !== undefined)
  ) {
    return undefined;
  }
  const start = at + name.length + is.length;
  const mark = openingMark(text, start);
  if (mark !== undefined) {
    // In a foreign text everything in quotes is judged in any case.
    const step =
      origin === 'own' ? stepOverQuotedValue(scan, start, mark) : undefined;
    return step && { length: is.length + step.length, shown: is + step.shown };
  }
  const value = matchAt(VALUE, text, start)?.[0].replace(/[.,;:)\]}]+$/, '');
  if (
    value === undefined ||
    isNoCredential(value) ||
    (origin === 'own' &&
      (STRUCTURE.test(value) || beginsLikePlaceholder(value))) ||
    beginsWithWhy(text.slice(start, start + 80))
  ) {
    return undefined;
  }
  return { length: is.length + value.length, shown: is + HIDDEN };
}
