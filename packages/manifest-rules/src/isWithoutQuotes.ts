/** Whether a value is one that quotes make a text: a number, true, or false. */
export function isWithoutQuotes(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}
