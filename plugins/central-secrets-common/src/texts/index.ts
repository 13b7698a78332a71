/**
 * The sentences of the contract: messages of codes and parameters, and their
 * English texts.
 */
export { CHECK_TEXTS } from './checks';
export { ENGLISH_TEXTS } from './english';
export { PLAN_WARNING_TEXTS } from './planWarnings';
export { REFUSAL_TEXTS } from './refusals';
export { REMEDY_TEXTS } from './remedies';
export { SUMMARY_TEXTS } from './summaries';
export { WARNING_TEXTS } from './warnings';
export type {
  CheckCode,
  EnglishTexts,
  Message,
  MessageArguments,
  MessageCodeOf,
  MessageKey,
  MessageParameter,
  MessageParameters,
  MessageParametersOf,
  MessageTextOf,
  PlaceholdersIn,
  PlanWarningCode,
  RefusalCode,
  RemedyCode,
  SummaryCode,
  WithoutPlural,
} from './message';
export {
  CHECK_CODES,
  message,
  messageKey,
  PLAN_WARNING_CODES,
  reasonOf,
  REMEDY_CODES,
  SUMMARY_CODES,
} from './message';
export { renderMessage, renderUnknownMessage } from './renderMessage';
