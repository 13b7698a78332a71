/**
 * The state of a delivery, derived from what was observed, with evidence,
 * remedy and warnings.
 */
export type {
  Candidate,
  DefinitionFault,
  DeliveryInput,
  DeliveryLimits,
  DerivedDelivery,
  Evidence,
  Remedy,
  SharedFault,
} from './delivery';
export { DEFAULT_DELIVERY_LIMITS } from './delivery';
export type { DeliveryStanding } from './deriveDelivery';
export { deriveDelivery, deriveStanding, deriveState } from './deriveDelivery';
export { sourceReadsOf } from './causes';
export { writtenTime } from './evidence';
export { generatorLifetimeMs } from './generators';
export {
  distributionOfFinalizer,
  isFailureEverywhere,
  isNamespaceFinalizer,
  isShortenedFinalizer,
  namespaceFinalizer,
} from './operatorTexts';
export type { ReconciledKind } from './neverReconciled';
export { enableReconciler, isNeverReconciled } from './neverReconciled';
export type { Owned } from './ownership';
export { findOwningDistribution, isOwnedBy } from './ownership';
export { isRefreshDisabled } from './refresh';
export type { JudgedStore } from './judgeStore';
export { judgeStore } from './judgeStore';
export type {
  DerivedPush,
  PushCandidate,
  PushFinding,
  PushInput,
} from './pushes';
export { derivePush } from './pushes';
export type { Refusal } from './refusal';
export { refusalIn } from './refusal';
export { isRefusal } from './refusals';
export type { Rivals } from './secretWriters';
export { NO_RIVALS, SecretWriters, targetOf } from './secretWriters';
export type { VersionedMetadata } from './syncedVersion';
export { syncedVersionOf } from './syncedVersion';
