export type { FoundFault, KnownRelease } from './findOperatorFaults';
export { findOperatorFaults } from './findOperatorFaults';
export type { FaultFacts, FaultGuard, OperatorFault } from './OperatorFault';
export { OPERATOR_FAULTS } from './operatorFaults';
export type { OperatorDeployment } from './readOperatorDeployments';
export {
  oldestReleaseOf,
  readOperatorDeployments,
} from './readOperatorDeployments';
