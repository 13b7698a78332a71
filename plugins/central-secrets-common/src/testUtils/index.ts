/**
 * Answers of the contract for tests, with words that no client knows yet.
 *
 * @packageDocumentation
 */
export { exactly, replaceWords } from './words';
