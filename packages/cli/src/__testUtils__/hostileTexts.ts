import fc from 'fast-check';

/**
 * Control characters, marks of direction, separators, characters without width,
 * halves of pairs.
 */
export const HOSTILE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Whether GitHub's runner, or Azure's agent, may take a line for a command. */
export function commandLike(line: string): boolean {
  return /^\s*::/.test(line) || /##\w*\[/.test(line);
}

/** Texts that try to command a terminal or a CI service. */
export const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '::error file=a::',
        '::add-mask::',
        '##[group]',
        '##[',
        '##vso[task.complete]',
        '#',
        ':',
        '[',
        ' ',
        '\n',
        '\r\n',
        '\t',
        '\u001b[2J',
        '\u001b]0;title\u0007',
        '\u009b1A',
        '\u007f',
        '\u0085',
        '\u00a0',
        '\u2028',
        '\u2029',
        '\u202e',
        '\u2066',
        '\u200f',
        '\u061c',
        '\u200b',
        '\ufeff',
        '\ud83d',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.string({ maxLength: 5 }),
    ),
    { maxLength: 6 },
  )
  .map(pieces => pieces.join(''));
