/** No name in Kubernetes is longer, and no word is. */
const LONGEST_TOKEN = 253;

const UPPER = 1;
const LOWER = 2;
const DIGIT = 3;

function classOf(code: number): number {
  if (code >= 97 && code <= 122) {
    return LOWER;
  }
  if (code >= 65 && code <= 90) {
    return UPPER;
  }
  return code >= 48 && code <= 57 ? DIGIT : 0;
}

/** How many letters and digits there are, and in how many stretches of one kind. */
interface Stretches {
  readonly length: number;
  readonly count: number;
  readonly hasDigit: boolean;
  readonly hasLower: boolean;
  readonly hasUpper: boolean;
}

/**
 * `getHostByName` has 4 stretches in 13 characters, `GetECRToken` 4 in 11;
 * a token that was drawn at random has one in two characters or less.
 */
function measureStretches(token: string): Stretches {
  let length = 0;
  let count = 0;
  let before = 0;
  let run = 0;
  const has = [false, false, false, false];
  for (let index = 0; index < token.length; index += 1) {
    const kind = classOf(token.charCodeAt(index));
    has[kind] = true;
    if (kind !== 0) {
      length += 1;
      if (kind === before) {
        run += 1;
      } else {
        // One capital and what follows it are one word.
        const isWord = before === UPPER && kind === LOWER && run === 1;
        if (!isWord) {
          count += 1;
        }
        run = 1;
      }
    }
    before = kind;
  }
  return {
    length,
    count,
    hasDigit: has[DIGIT],
    hasLower: has[LOWER],
    hasUpper: has[UPPER],
  };
}

/** How many letters and digits a stretch of one kind has on average. */
function averageStretch({ length, count }: Stretches): number {
  return length / count;
}

const LONGEST_WORD = 40;
/** Words as long as `validatingwebhookconfigurations` can be spoken. */
const UNSPEAKABLE = /[bcdfghjklmnpqrstvwxz]{6}/i;
const VOWEL = /[aeiouy]/gi;

function isPlainWord(word: string): boolean {
  if (word.length < 8) {
    return true;
  }
  if (word.length > LONGEST_WORD) {
    return false;
  }
  if (averageStretch(measureStretches(word)) < 3) {
    return false;
  }
  if (word.length < 16) {
    return true;
  }
  const vowels = word.match(VOWEL)?.length ?? 0;
  return vowels >= word.length / 5 && !UNSPEAKABLE.test(word);
}

/** Versions and durations: `v1beta1`, `1h0m0s`. */
const MEASURE =
  /^(?:v\d+(?:(?:alpha|beta)\d+)?|(?:\d{1,9}(?:h|m|s|ms|us|ns)){1,4})$/;
const LONGEST_NUMBER = 7;

/** Letters and digits, and nothing else. */
function isPlainPiece(piece: string): boolean {
  if (!/\d/.test(piece)) {
    return isPlainWord(piece);
  }
  if (/^\d+$/.test(piece)) {
    return piece.length <= LONGEST_NUMBER;
  }
  if (piece.length < 8 || MEASURE.test(piece)) {
    return true;
  }
  if (piece.length < 16) {
    return averageStretch(measureStretches(piece)) >= 2.5;
  }
  // A long word may have a number before or behind it.
  const [, before, word, behind] =
    /^(\d{0,6})([A-Za-z]+)(\d{0,6})$/.exec(piece) ?? [];
  return word !== undefined && !(before && behind) && isPlainWord(word);
}

/** With a "+", or as long as the secret keys of AWS; a path has neither. */
const BASE64 = /^(?:[A-Za-z0-9/]*\+[A-Za-z0-9/+]*|[A-Za-z0-9/]{40})$/;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function isUuid(token: string): boolean {
  return UUID.test(token);
}

/**
 * Whether a token is made of words, numbers and marks, as names, paths,
 * versions and addresses are, and nothing of it looks drawn at random.
 */
export function isPlainToken(token: string): boolean {
  if (token.length < 8) {
    return true;
  }
  if (token.length > LONGEST_TOKEN || isUuid(token)) {
    return false;
  }
  const pieces = token.split(/[^A-Za-z0-9]+/);
  if (!pieces.every(isPlainPiece)) {
    return false;
  }
  // Base64 has "/" and "+" in it, and keys come in groups: no piece alone is long.
  const whole = measureStretches(token);
  if (whole.length < 16 || !whole.hasDigit) {
    return true;
  }
  if (whole.hasLower && whole.hasUpper) {
    return !BASE64.test(token) && averageStretch(whole) >= 3;
  }
  const grouped = pieces.filter(
    piece => piece.length > 3 && measureStretches(piece).count > 2,
  );
  return grouped.join('').length < 12;
}

const KUBERNETES_NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

/** Whether it may be the name of an object: lower case, digits, hyphens and dots. */
export function isKubernetesName(token: string): boolean {
  return KUBERNETES_NAME.test(token);
}

/** The length of the shortest keys that are made by machines. */
const LEAST_KEY = 20;

/**
 * Whether a token looks like key material even where names are to be expected:
 * it has digits, and a name has hyphens or dots, and its pieces are short.
 */
export function isKeyMaterial(token: string): boolean {
  if (token.length < LEAST_KEY || !/\d/.test(token) || isUuid(token)) {
    return false;
  }
  if (/^[a-z0-9.-]+$/.test(token)) {
    return token
      .split(/[.-]/)
      .some(piece => piece.length >= 32 && !isPlainPiece(piece));
  }
  return !isPlainToken(token);
}
