import { z } from 'zod';

/**
 * A word of the contract, such as a delivery's state: one that this version
 * knows, or one of a newer backend. The second is to be shown as it is named.
 *
 * @public
 */
export type OpenWord<Known extends string> = Known | (string & {});

/**
 * Whether this version knows a word. Use it before a table is asked for the
 * word: a name such as `constructor` is found in every object.
 *
 * @public
 */
export function isKnownWord<Known extends string>(
  known: readonly Known[],
  word: string,
): word is Known {
  return (known as readonly string[]).includes(word);
}

/**
 * The schema of a word in an answer. Accepts every string, so that one new
 * word does not make a whole answer unreadable. The known words stand in the
 * schema's metadata, for documentation and for the tests of the backend.
 */
export function openWord<const Known extends readonly string[]>(known: Known) {
  return z.string().meta({ knownWords: known }) as unknown as z.ZodType<
    OpenWord<Known[number]>,
    string
  >;
}

/**
 * The schema of a table in an answer whose keys are words.
 *
 * @param options.everyWord - this version's backend answers with every known word
 */
export function openRecord<
  const Known extends readonly string[],
  Value extends z.ZodType,
>(known: Known, value: Value, options: { readonly everyWord: boolean }) {
  return z
    .record(z.string(), value)
    .meta({ knownWords: known, ...options }) as unknown as z.ZodType<
    Record<string, z.output<Value>>,
    Record<string, z.input<Value>>
  >;
}
