/**
 * The sentences of the contract: messages of codes and parameters, and their
 * English texts.
 */
export { CHECK_TEXTS } from './checks';
export { ENGLISH_TEXTS } from './english';
export { CONFIRMATION_TEXTS } from './confirmations';
export { INTERNAL_DISTRIBUTION_TEXTS } from './internalDistribution';
export { NOTICE_TEXTS } from './notices';
export { OBSERVATION_TEXTS } from './observations';
export { PLAN_WARNING_TEXTS } from './planWarnings';
export { REFUSAL_TEXTS } from './refusals';
export { REMEDY_TEXTS } from './remedies';
export { SKIPPED_CLUSTER_TEXTS } from './skippedClusters';
export { SUMMARY_TEXTS } from './summaries';
export { WARNING_TEXTS } from './warnings';
export type {
  CheckCode,
  ConfirmationCode,
  EnglishTexts,
  Message,
  MessageArguments,
  MessageCodeOf,
  MessageKey,
  MessageParameter,
  MessageParameters,
  MessageParametersOf,
  MessageTextOf,
  NoticeCode,
  ObservationCode,
  PlaceholdersIn,
  PlanWarningCode,
  RefusalCode,
  RemedyCode,
  SkippedClusterCode,
  SummaryCode,
  WithoutPlural,
} from './message';
export {
  CHECK_CODES,
  CONFIRMATION_CODES,
  isMessage,
  message,
  messageKey,
  NOTICE_CODES,
  OBSERVATION_CODES,
  PLAN_WARNING_CODES,
  REFUSAL_CODES,
  REMEDY_CODES,
  SKIPPED_CLUSTER_CODES,
  SUMMARY_CODES,
} from './message';
export { renderMessage, renderUnknownMessage } from './renderMessage';
