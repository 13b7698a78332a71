export { toPrintable, toPrintableLine } from './toPrintable';
export type { Printable } from './toPrintable';
