import { HIDDEN } from '../hidden';
import { isShownToken } from '../judgeToken';
import { isUuid } from '../plainToken';
import { matchAt, Scan, Step, readBefore } from '../scan';
import {
  stepOverAuthentication,
  stepOverUrl,
  stepOverUserAndPassword,
} from './address';
import { stepOverMap, stepOverPem } from './block';
import { stepOverValueOf } from './namedValue';
import { stepOverPhrase } from './phrase';

/** Letters, digits, and what joins them in names, paths and base64. */
const TOKEN = /[A-Za-z0-9+/_.~-]+/y;
const PADDING = /={1,2}(?![\w"'`=])/y;
const UUID_LABEL =
  /(?:\buid|\b(?:request|trace|correlation)[-_ ]?id)["']?[:=]?\s{0,2}$/i;

const SPECIAL = [
  stepOverPhrase,
  stepOverPem,
  stepOverUrl,
  stepOverAuthentication,
  stepOverMap,
  stepOverUserAndPassword,
];

/** Steps over a token, with the characters that belong to it. */
export function stepOverToken(scan: Scan, at: number): Step | undefined {
  const { text, origin } = scan;
  const token = matchAt(TOKEN, text, at)?.[0];
  if (token === undefined) {
    return undefined;
  }
  for (const stepOver of SPECIAL) {
    const step = stepOver(scan, at, token);
    if (step) {
      return step;
    }
  }
  const isShown =
    isShownToken(token, origin) ||
    (isUuid(token) && UUID_LABEL.test(readBefore(scan, at, 24)));
  const value = stepOverValueOf(scan, at, token);
  if (value) {
    return {
      length: token.length + value.length,
      shown: (isShown ? token : HIDDEN) + value.shown,
    };
  }
  if (isShown) {
    return { length: token.length, shown: token };
  }
  const padding = matchAt(PADDING, text, at + token.length)?.[0] ?? '';
  return { length: token.length + padding.length, shown: HIDDEN };
}
