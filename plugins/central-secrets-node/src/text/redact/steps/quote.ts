import { saysWhy } from '../../classifyFailure';
import { isCredentialName } from '../credentialShapes';
import { HIDDEN } from '../hidden';
import { hideInUrl } from '../hideInUrl';
import { isShownInPlace, isShownToken } from '../judgeToken';
import { POLICY_SENTENCE, SAID_OF_SELECTORS } from '../knownPhrases';
import { isPlainToken } from '../plainToken';
import { findClosingMark, openingMark } from '../quotes';
import { matchAt, Scan, Step, readBefore } from '../scan';
import { isNoCredential, stepOverValueOf } from './namedValue';

/** In front of a quotation mark: the name of the quoted value. */
const LABEL = /([\w./-]{1,60})(?:\\*["'])?\s{0,3}(?:=>?|:=?)\s{0,3}\[?$/;
const LABEL_OF_SENTENCE =
  /^(?:code|message|msg|errors?|reason|status|desc|description|details?|title)$/i;
const LABEL_IN_SELECTOR = /^(?:key|operator|values|matchLabels)$/;
const BEFORE_FIELD = /[{,]\s{0,3}$/;
const BEHIND_FIELD = /\s{0,3}:/y;
const SELECTOR = /^match(?:Labels|Expressions)$/;
const URL = /^[a-z][a-z0-9+.-]{0,20}:\/\/\S*$/i;
/** YAML's errors have it in front of a value in backquotes. */
const YAML_TAG = /!!\w{1,12} $/;

/** Texts in texts in texts are deep enough. */
const DEEPEST = 3;

/** Goes through a text in quotes, as through the whole. */
export type Inside = (scan: Scan) => string;

interface Quoted {
  readonly content: string;
  /** Where its opening mark stands, and where its closing one ends. */
  readonly start: number;
  readonly end: number;
}

/** A sentence in quotes, such as a provider's answer in JSON. */
function isSentence(content: string, label: string): boolean {
  return (
    (LABEL_OF_SENTENCE.test(label) && /\s/.test(content)) ||
    POLICY_SENTENCE.test(content) ||
    saysWhy(content)
  );
}

/** The text in quotes, as it is shown. */
function judge(scan: Scan, quoted: Quoted, inside: Inside): string {
  const { text, origin, depth } = scan;
  const { content, start, end } = quoted;
  const isMark = content.length <= 3 && !/[A-Za-z0-9]/.test(content);
  if (isMark || isNoCredential(content)) {
    return content;
  }

  const before = readBefore(scan, start, 70);
  const [, label = ''] = LABEL.exec(before) ?? [];
  const isField =
    BEFORE_FIELD.test(before) && matchAt(BEHIND_FIELD, text, end) !== null;
  if (
    isField ||
    (scan.inSelector && LABEL_IN_SELECTOR.test(label)) ||
    text.startsWith(SAID_OF_SELECTORS, end)
  ) {
    scan.inSelector ||= isField && SELECTOR.test(content);
    return isShownInPlace('key', content) && isShownToken(content, origin)
      ? content
      : HIDDEN;
  }
  if (URL.test(content)) {
    return hideInUrl(content, each => isShownToken(each, origin));
  }
  const isWord = /^[A-Za-z_]+$/.test(content) && isPlainToken(content);
  if (isWord && LABEL_OF_SENTENCE.test(label)) {
    return content;
  }
  if (depth === DEEPEST || !isSentence(content, label)) {
    return HIDDEN;
  }
  return inside({
    text: content,
    origin: 'quoted',
    depth: depth + 1,
    inSelector: false,
    unclosed: new Set(),
  });
}

/** A mark without a closing one: its end was cut off, or it is a mark like any other. */
function stepOverOpenQuote(scan: Scan, at: number, mark: string): Step {
  const { text, unclosed } = scan;
  const isKnown = unclosed.has(mark);
  unclosed.add(mark);
  const isLone = mark.endsWith('`') && !YAML_TAG.test(readBefore(scan, at, 16));
  // A mark too many must not hide why something failed.
  return isLone || isKnown || saysWhy(text.slice(at))
    ? { length: mark.length, shown: mark }
    : { length: text.length - at, shown: mark + HIDDEN };
}

/** Steps over a quotation mark, with the text that it opens. */
export function stepOverQuote(
  scan: Scan,
  at: number,
  inside: Inside,
): Step | undefined {
  const { text } = scan;
  const mark = openingMark(text, at);
  if (mark === undefined) {
    return undefined;
  }
  if (scan.origin === 'own') {
    return { length: mark.length, shown: mark };
  }
  const from = at + mark.length;
  const close = scan.unclosed.has(mark)
    ? -1
    : findClosingMark(text, mark, from);
  if (close < 0) {
    return stepOverOpenQuote(scan, at, mark);
  }

  const content = text.slice(from, close);
  const end = close + mark.length;
  const shown = judge(scan, { content, start: at, end }, inside);
  // The number behind a field's name has no quotes of its own.
  const value =
    shown === content && isCredentialName(content)
      ? stepOverValueOf(scan, from, content)
      : undefined;
  return value
    ? { length: close + value.length - at, shown: mark + content + value.shown }
    : { length: end - at, shown: mark + shown + mark };
}
