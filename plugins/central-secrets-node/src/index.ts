/**
 * The language of the domain for everything that runs on Node: the records of
 * Kubernetes objects, and the conclusions from them. No I/O, no clock of its
 * own, no Kubernetes client.
 *
 * @packageDocumentation
 */
export * from './bindings';
export * from './consumers';
export * from './internalDistribution';
export * from './namespaceManifest';
export * from './offers';
export * from './records';
export type {
  LabelChange,
  LabelEffects,
  LabelPlan,
  Labels,
  OtherDistribution,
  SearchOptions,
} from './selection';
export {
  applyLabelChange,
  findLabelEffects,
  hasLabelChange,
  isAskedFor,
  isLabelAllowed,
  isLabelKey,
  isSelected,
  planDeselection,
  planSelection,
  requestLabels,
  requirementMatches,
  requirementProblem,
  requirementsOf,
  selectorMatches,
  selectorProblem,
  selectorsProblem,
  storeAllows,
} from './selection';
export * from './state';
export type { GoExpression } from './text';
export {
  editDistance,
  findCertainCredential,
  goExpression,
  hideCredentials,
  isCredentialKey,
  isPlaceholder,
  kubectl,
  redactText,
} from './text';
