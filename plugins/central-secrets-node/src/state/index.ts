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
} from './delivery';
export { DEFAULT_DELIVERY_LIMITS } from './delivery';
export { deriveDelivery, deriveState } from './deriveDelivery';
export { writtenTime } from './evidence';
export {
  distributionOfFinalizer,
  isFailureEverywhere,
  isNamespaceFinalizer,
  isShortenedFinalizer,
  namespaceFinalizer,
} from './operatorTexts';
export type { Owned } from './ownership';
export { findOwningDistribution, isOwnedBy } from './ownership';
export { isRefreshDisabled } from './refresh';
export type { Refusal } from './refusal';
export { refusalIn } from './refusal';
export { isRefusal } from './refusals';
export type { Rivals } from './secretWriters';
export { NO_RIVALS, SecretWriters, targetOf } from './secretWriters';
export type { VersionedMetadata } from './syncedVersion';
export { syncedVersionOf } from './syncedVersion';
