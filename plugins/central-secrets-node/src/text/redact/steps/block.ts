import { HIDDEN } from '../hidden';
import { matchAt, Scan, Step } from '../scan';

const BEGIN = '-----BEGIN';
const GO_TYPE = /\[(?:string|int|bool|any|interface ?\{\})\]/y;
/** Bytes as Go prints them. */
const BYTES = /\[\d{1,3}(?: \d{1,3}){7,}\]?/y;

/** A PEM block, also one whose end was cut off. */
export function stepOverPem(
  { text }: Scan,
  at: number,
  token: string,
): Step | undefined {
  const begin = token.indexOf(BEGIN);
  if (begin < 0) {
    return undefined;
  }
  const end = /-----END [A-Z0-9 ]{1,40}-----/g;
  end.lastIndex = at + begin;
  const close = end.exec(text) ? end.lastIndex : text.length;
  return {
    length: close - at,
    shown: token.slice(0, begin) + HIDDEN,
  };
}

/** A map as Go prints it, with the maps in it: `map[password:x]`. */
export function stepOverMap(
  { text, origin }: Scan,
  at: number,
  token: string,
): Step | undefined {
  const open = at + token.length;
  if (origin === 'own' || !token.endsWith('map') || text[open] !== '[') {
    return undefined;
  }
  const type = matchAt(GO_TYPE, text, open)?.[0];
  if (type !== undefined) {
    return { length: token.length + type.length, shown: token + type };
  }
  let depth = 0;
  let end = open;
  do {
    if (text[end] === '[') {
      depth += 1;
    }
    if (text[end] === ']') {
      depth -= 1;
    }
    end += 1;
  } while (depth > 0 && end < text.length);
  const inside = end - open > 2 ? HIDDEN : '';
  return { length: end - at, shown: `${token}[${inside}]` };
}

export function stepOverBytes({ text }: Scan, at: number): Step | undefined {
  const bytes = matchAt(BYTES, text, at)?.[0];
  return bytes === undefined
    ? undefined
    : { length: bytes.length, shown: HIDDEN };
}
