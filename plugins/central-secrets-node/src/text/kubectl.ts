import { shellWord } from './shellWord';

/**
 * Writes a command that can be pasted as it is. The texts that are filled in are
 * names, never options: a hyphen at the beginning is written as an escape. No
 * object has such a name, but a catalog file or an event may hold one.
 *
 * @public
 */
export function kubectl(
  words: TemplateStringsArray,
  ...names: readonly string[]
): string {
  return `kubectl ${String.raw(
    { raw: words },
    ...names.map(name => shellWord(name.replace(/^-/, '\\u002d'))),
  )}`;
}
