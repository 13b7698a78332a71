export type {
  InternalDistributionAnswers,
  InternalDistributionMistake,
  InternalNeed,
  InternalOrigin,
  InternalReach,
} from './answers';
export { INTERNAL_NEEDS, INTERNAL_ORIGINS, INTERNAL_REACHES } from './answers';
export type { InternalDistributionDecision } from './decideInternalDistribution';
export {
  decideInternalDistribution,
  INTERNAL_DISTRIBUTION_RULES,
} from './decideInternalDistribution';
export type {
  InternalAlternative,
  InternalAlternativeCode,
  InternalDistributionRule,
  InternalRuleCode,
  InternalStrength,
} from './rules';
export { alternativeText, ruleSentence } from './rules';
