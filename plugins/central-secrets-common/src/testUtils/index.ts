/**
 * Answers of the contract for tests, with words that no client knows yet.
 *
 * @packageDocumentation
 */
export type { Message, MessageParameter, MessageParameters } from '../texts';
export type { DeliveryMessages } from './inEnglish';
export { inEnglish } from './inEnglish';
export type { ReplaceWord } from './words';
export { exactly, replaceWords } from './words';
