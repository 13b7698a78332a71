export {
  confirmBinding,
  confirmCommand,
  entityBindingCandidates,
} from './bindings';
export type { BindingCandidates } from './bindings';
export * from './delivery';
export * from './deliveryId';
export * from './deliveryState';
export {
  isNamespaceFinalizer,
  namespaceFinalizer,
} from './deliveryState/operatorTexts';
export { parseGoDuration } from './duration';
export * from './goExpression';
export * from './labelPatterns';
export * from './offers';
export * from './parse';
export * from './planLabels';
export * from './records';
export { redactText } from './redact';
export {
  isLabelKey,
  isLabelValue,
  isSelected,
  selectorMatches,
  selectorProblem,
  selectorsProblem,
} from './selectors';
export * from './states';
export * from './storeAllows';
export * from './usage';
export * from './workloads';
