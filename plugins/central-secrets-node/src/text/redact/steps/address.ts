import { HIDDEN } from '../hidden';
import { hideInUrl } from '../hideInUrl';
import { isShownToken } from '../judgeToken';
import { matchAt, Scan, Step } from '../scan';

const SCHEME = /^[a-z][a-z0-9+.-]{0,20}$/i;
const UNTIL_SPACE = /[^\s"'`<>]+/y;
/**
 * The form in which Go's drivers of databases write it:
 * `user:password@tcp(host)`. An image has a digest there.
 */
const PASSWORD_OF_USER = /:[^\s@"'`/]{1,200}@(?!sha256:)/y;
const AUTHENTICATION_SCHEME = /^(?:bearer|basic)$/i;
const AUTHENTICATION = /(\s+)[\w.~+/=-]{6,}/y;

export function stepOverUrl(
  { text, origin }: Scan,
  at: number,
  token: string,
): Step | undefined {
  if (!text.startsWith('://', at + token.length) || !SCHEME.test(token)) {
    return undefined;
  }
  const [whole] = matchAt(UNTIL_SPACE, text, at)!;
  const url = whole.replace(/[.,;:)\]}]+$/, '');
  return {
    length: url.length,
    shown: hideInUrl(url, each => isShownToken(each, origin)),
  };
}

export function stepOverUserAndPassword(
  { text, origin }: Scan,
  at: number,
  token: string,
): Step | undefined {
  const password = matchAt(PASSWORD_OF_USER, text, at + token.length)?.[0];
  return password === undefined
    ? undefined
    : {
        length: token.length + password.length,
        shown: `${isShownToken(token, origin) ? token : HIDDEN}:${HIDDEN}@`,
      };
}

export function stepOverAuthentication(
  { text }: Scan,
  at: number,
  token: string,
): Step | undefined {
  if (!AUTHENTICATION_SCHEME.test(token)) {
    return undefined;
  }
  const [whole, space] = matchAt(AUTHENTICATION, text, at + token.length) ?? [];
  return whole === undefined
    ? undefined
    : {
        length: token.length + whole.length,
        shown: `${token}${space}${HIDDEN}`,
      };
}
