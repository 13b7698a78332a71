import { printable } from './printable';

/** How deep a value is looked into, and how many entries of a list or an object. */
const DEPTH_SHOWN = 3;
const ENTRIES_SHOWN = 5;
/** More of a text than is shown of the whole value. */
const TEXT_SHOWN = 400;

/**
 * A value from a request as JSON, fit to be repeated in an answer (see
 * `printable`). `undefined` becomes `nothing`. The work is the same for any
 * value: neither its size nor its depth matters.
 */
export function quote(value: unknown): string {
  return printable(shortJson(value, DEPTH_SHOWN));
}

/** Several of them, separated by commas; of many only the first five, and how many more there are. */
export function quoteAll(values: readonly unknown[]): string {
  const shown = values.slice(0, ENTRIES_SHOWN).map(quote).join(', ');
  const more = values.length - ENTRIES_SHOWN;
  return more > 0 ? `${shown} and ${more} more` : shown;
}

/** `JSON.stringify` goes as deep as the value does, and has no room for that on the stack. */
function shortJson(value: unknown, depth: number): string {
  if (typeof value === 'string') {
    return JSON.stringify(value.slice(0, TEXT_SHOWN));
  }
  if (typeof value !== 'object' || value === null) {
    return value === undefined ? 'nothing' : String(value);
  }
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  if (depth === 0) {
    return `${open}…${close}`;
  }
  const entries = Object.entries(value);
  const shown = entries
    .slice(0, ENTRIES_SHOWN)
    .map(([key, each]) =>
      Array.isArray(value)
        ? shortJson(each, depth - 1)
        : `${shortJson(key, 0)}:${shortJson(each, depth - 1)}`,
    );
  const more = entries.length > ENTRIES_SHOWN ? ',…' : '';
  return `${open}${shown.join(',')}${more}${close}`;
}
