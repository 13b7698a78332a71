/**
 * Kubernetes' rules of selection, and the label changes that make a
 * distribution select a namespace or not.
 */
export type { GatedWrite } from './gateApplies';
export { gateApplies } from './gateApplies';
export { isLabelAllowed } from './labelPatterns';
export type {
  LabelChange,
  LabelPlan,
  OtherDistribution,
  SearchOptions,
} from './planLabels/LabelPlan';
export { applyLabelChange } from './planLabels/applyLabelChange';
export { hasLabelChange } from './planLabels/hasLabelChange';
export type { LabelEffects } from './planLabels/findLabelEffects';
export { findLabelEffects } from './planLabels/findLabelEffects';
export { planDeselection } from './planLabels/planDeselection';
export { planSelection, requestLabels } from './planLabels/planSelection';
export { selectorsText, storeConditionsText } from './selectorText';
export type { Labels } from './selectors';
export {
  askingSelector,
  isAskedFor,
  isLabelKey,
  isLabelValue,
  isSelected,
  requirementMatches,
  requirementProblem,
  requirementsOf,
  selectorMatches,
  selectorProblem,
  selectorsProblem,
} from './selectors';
export { storeAllows } from './storeAllows';
