import { toOneLine } from '@central-secrets/backstage-plugin-central-secrets-common';
import { beginsLikeCredential } from './credentialShapes';
import { hideInText } from './hideInText';
import { Origin } from './scan';

/** The longest text that is shown of anything that a cluster says. */
const LONGEST_TEXT = 500;
/** How much of the end is kept: ESO's texts say what went wrong in their last words. */
const KEPT_END = 180;
const CUT = ' … ';

/**
 * How much of a text is looked at. Kubernetes lets a condition's message have
 * so many characters, and an event's fewer.
 */
const LONGEST_READ = 32_768;
/** Longer tokens are hidden in any case. */
const LONGEST_TOKEN = 254;

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;
/**
 * Nearly all texts have nothing to hide: the state of a condition, a name, a
 * time. One look, for each piece of evidence of each answer.
 */
const PLAIN_WORDS = /^[A-Z]?[a-z]{0,19}(?:[ ,.()][A-Z]?[a-z]{0,19})*$/;
const OWN_SUSPICIOUS = /["'`:=@[]|[A-Za-z0-9+/_.~-]{20}|-----/;
const SCHEME = /\b(?:bearer|basic)\s/i;

function hasNothingToHide(text: string, origin: Origin): boolean {
  if (text.length > LONGEST_TEXT) {
    return false;
  }
  if (TIME.test(text)) {
    return true;
  }
  const isPlain =
    origin === 'own' ? !OWN_SUSPICIOUS.test(text) : PLAIN_WORDS.test(text);
  return isPlain && !SCHEME.test(text) && !beginsLikeCredential(text);
}

/** The beginning of a very long text, without the half of a token at its end. */
function takeBeginning(text: string): string {
  let end = LONGEST_READ;
  while (end > LONGEST_READ - LONGEST_TOKEN && !/\s/.test(text[end - 1])) {
    end -= 1;
  }
  return text.slice(0, end);
}

/** Halves of surrogate pairs at the ends go too. */
function endAt(text: string, length: number): string {
  const isHalf = /[\uD800-\uDBFF]/.test(text[length - 1]);
  return text.slice(0, isHalf ? length - 1 : length);
}

function lastOf(text: string, length: number): string {
  const isHalf = /[\uDC00-\uDFFF]/.test(text[text.length - length]);
  return text.slice(isHalf ? 1 - length : -length);
}

function shorten(text: string): string {
  if (text.length <= LONGEST_TEXT) {
    return text;
  }
  return (
    endAt(text, LONGEST_TEXT - KEPT_END - CUT.length) +
    CUT +
    lastOf(text, KEPT_END)
  );
}

/**
 * The engine keeps the whole text in which an expression was last found
 * (`RegExp.input`): a text that was just hidden would stay in memory.
 */
function forgetLastMatch(): void {
  /^/.test('');
}

function redact(text: string, origin: Origin): string {
  if (hasNothingToHide(text, origin)) {
    return toOneLine(text);
  }
  try {
    if (text.length <= LONGEST_READ) {
      return shorten(toOneLine(hideInText(text, origin)));
    }
    const shown = hideInText(takeBeginning(text), origin);
    // The end was not looked at, so it cannot be shown.
    return endAt(toOneLine(shown), LONGEST_TEXT - CUT.length) + CUT.trimEnd();
  } finally {
    forgetLastMatch();
  }
}

/**
 * Makes a text that a component of the cluster or a provider wrote fit to be
 * shown. Words, names in the phrases that are known here, addresses and small
 * numbers stay. Other texts in quotes, values that are called a credential, and
 * tokens that look drawn at random are hidden. Line breaks
 * become spaces, other control characters escapes, and the whole is cut to 500 characters (from the middle,
 * because the end of an operator's text says what went wrong).
 *
 * A second line of defense: no secret's value is ever read, but providers and
 * the API server now and then quote one in an error.
 *
 * Takes any text, and time that grows with its length up to 32,768 characters.
 * The rest is neither read nor shown.
 *
 * @public
 */
export function redactText(text: string): string {
  return redact(text, 'foreign');
}

/**
 * Hides credentials in a text of names and words that was written here or by the
 * reader: a sentence of our own, a line of a manifest, a field of a request.
 * Hides less than `redactText`, and is the same in everything else.
 *
 * @public
 */
export function hideCredentials(text: string): string {
  return redact(text, 'own');
}
