/**
 * A text as one word of a POSIX shell's command line. Names of Kubernetes
 * objects pass as they are; everything else is quoted, so that no text of a
 * cluster or the catalog can become a command of its own.
 */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text)
    ? text
    : `'${text.replaceAll("'", `'\\''`)}'`;
}
