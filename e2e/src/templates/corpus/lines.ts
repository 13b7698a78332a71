/** A table of templates: one a line; empty lines and those that begin with # are none. */
export function lines(table: string): string[] {
  return table.split('\n').filter(line => line !== '' && !line.startsWith('#'));
}
