import { escapeControls } from '@central-secrets/backstage-plugin-central-secrets-common';

declare const printed: unique symbol;

/** Text that may leave the command; only `toPrintable` and `toPrintableLine` make it. */
export type Printable = string & { readonly [printed]: true };

/**
 * How CI services take a line of a log for a command. GitHub's runner looks for
 * `::` behind any space at the beginning (ActionCommand.TryParseV2), and for
 * `##[` anywhere (TryParse); Azure's agent for `##vso[` anywhere; others have
 * words of their own in that place.
 */
const COMMAND_AT_BEGINNING = /^(\s*):(?=:)/;
const COMMAND_ANYWHERE = /#(?=#[A-Za-z]*\[)/g;

/**
 * One line of output: control characters are written as escapes, and neither a
 * terminal nor a CI service takes any of it for a command. A text in the quotes
 * of JSON keeps its meaning.
 */
export function toPrintableLine(line: string): Printable {
  return escapeControls(line)
    .replace(COMMAND_ANYWHERE, '\\u0023')
    .replace(COMMAND_AT_BEGINNING, '$1\\u003a') as Printable;
}

/**
 * Lines of output, each ended by a line break. A line break within one is
 * written as an escape: only the caller says where lines end.
 */
export function toPrintable(lines: readonly string[]): Printable {
  return lines.map(line => `${toPrintableLine(line)}\n`).join('') as Printable;
}
