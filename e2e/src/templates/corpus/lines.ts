/**
 * A table of templates, one a line. Empty lines and lines that begin with # do
 * not count.
 */
export function lines(table: string): string[] {
  return table.split('\n').filter(line => line !== '' && !line.startsWith('#'));
}
