/**
 * The sentences of the contract: messages of codes and parameters, and their
 * English texts.
 */
export { ENGLISH_TEXTS } from './english';
export type {
  Message,
  MessageKey,
  MessageParameter,
  MessageParameters,
  PlanWarningCode,
  RefusalCode,
  RemedyCode,
  SummaryCode,
} from './message';
export {
  message,
  messageKey,
  PLAN_WARNING_CODES,
  reasonOf,
  REMEDY_CODES,
  SUMMARY_CODES,
} from './message';
export { renderMessage, renderUnknownMessage } from './renderMessage';
