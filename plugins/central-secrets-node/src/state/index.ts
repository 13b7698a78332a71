/**
 * The state of a delivery, derived from what was observed, with evidence,
 * remedy and warnings.
 */
export type {
  DeliveryInput,
  DeliveryLimits,
  DerivedDelivery,
  Evidence,
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
export { findOwningDistribution, isOwnedBy } from './ownership';
export { refusalIn } from './refusal';
export { isRefusal } from './refusals';
export { NO_RIVALS, SecretWriters, targetOf } from './secretWriters';
