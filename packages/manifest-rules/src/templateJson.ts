const CONTROL =
  /^(?:if|else|end|range|with|define|block|template|break|continue)\b/;
const ASSIGNMENT = /^\$\w+\s*:?=/;
const ACTION = /\{\{-?\s*([\s\S]*?)\s*-?\}\}/g;

/** Stands for the value of an action; no template holds it. */
const VALUE = 'central-secrets-value';

/** A longer template is not judged: the time that it takes grows with its square. Characters. */
const LONGEST = 16 * 1024;

/**
 * A template's text as JSON, each action replaced by some text; undefined where
 * it is not JSON then, or its structure depends on values.
 */
export function asJson(text: string): object | undefined {
  if (text.length > LONGEST) {
    return undefined;
  }
  const actions = [...text.matchAll(ACTION)].map(([, action]) => action);
  if (actions.some(action => CONTROL.test(action))) {
    return undefined;
  }
  const replaced = text.replace(ACTION, (_, action: string, at: number) => {
    if (/^\/\*/.test(action) || ASSIGNMENT.test(action)) {
      return '';
    }
    // Within quotes it is a part of a text, elsewhere a value of its own.
    return isWithinQuotes(text, at) ? VALUE : `"${VALUE}"`;
  });
  try {
    const json: unknown = JSON.parse(replaced);
    return typeof json === 'object' && json !== null ? json : undefined;
  } catch {
    return undefined;
  }
}

function isWithinQuotes(text: string, end: number): boolean {
  const before = text.slice(0, end).replace(ACTION, '').replace(/\\./g, '');
  return (before.match(/"/g)?.length ?? 0) % 2 === 1;
}

/** Functions whose result holds no quote, backslash or line break, whatever they are given. */
const SAFE =
  /\b(?:b64enc|b32enc|sha1sum|sha256sum|sha512sum|htpasswd|bcrypt|urlquery|len|int|int64|float64|toJson|toRawJson|js|json|quote|squote)\b[^|]*$/;

/** The actions of JSON that stand between quotes, and may break them. */
export function unsafeActions(text: string): string[] {
  if (text.length > LONGEST) {
    return [];
  }
  return [...text.matchAll(ACTION)]
    .filter(
      ({ index, 0: whole, 1: action }) =>
        isWithinQuotes(text, index) &&
        // The key of a map is a name that the author chose.
        !/^[^"]*"\s*:/.test(text.slice(index + whole.length)) &&
        !SAFE.test(action) &&
        !ASSIGNMENT.test(action) &&
        /\./.test(action),
    )
    .map(([, action]) => action);
}
