export type { PlanContext, Planned, PlannedChange } from './plan';
export { describeChange, isEmpty, planRequest } from './plan';
export { labelsText, whyChangeRefused } from './whyChangeRefused';
export { whyOtherEnvironment } from './environment';
