import { escapeControls } from '@central-secrets/backstage-plugin-central-secrets-common';

/**
 * A text as one word of a POSIX shell's command line. Names of Kubernetes
 * objects pass as they are; everything else is quoted, so that no text of a
 * cluster or the catalog can become a command of its own. A terminal obeys a
 * control character that is pasted also in quotes: it is written as an escape.
 */
export function shellWord(text: string): string {
  const printable = escapeControls(text);
  return /^[\w@%+:,./-][\w@%+=:,./-]*$/.test(printable)
    ? printable
    : `'${printable.replaceAll("'", `'\\''`)}'`;
}
