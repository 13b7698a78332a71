import { RE2JS } from 're2js';

/**
 * A regular expression that says whether it matches somewhere in a text.
 *
 * @public
 */
export interface GoExpression {
  test(text: string): boolean;
}

/**
 * A regular expression as the operator reads it, by Go's `regexp`: its syntax
 * is RE2's and not JavaScript's, and the time it takes grows with the text's
 * length alone, so no expression can hang its caller. Undefined where Go cannot
 * read it.
 *
 * @public
 */
export function goExpression(source: string): GoExpression | undefined {
  try {
    return RE2JS.compile(source);
  } catch {
    return undefined;
  }
}
