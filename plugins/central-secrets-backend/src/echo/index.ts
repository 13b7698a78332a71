export { quote, quoteAll } from './quote';
export { printable } from './printable';
