export type { InternalDistributionPlan } from './planInternalDistribution';
export {
  INTERNAL_STORE,
  planInternalDistribution,
} from './planInternalDistribution';
export type {
  InternalDistributionNames,
  InternalPlanMistake,
} from './planNames';
