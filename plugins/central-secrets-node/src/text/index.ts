/**
 * Texts of other systems: their meaning, and the parts of them that may be
 * shown; commands to paste.
 */
export type { FailureCause, FailureKind } from './classifyFailure';
export { classifyFailure, namesInFailure } from './classifyFailure';
export type { StoreFault, StoreFaultKind } from './findStoreFault';
export { findStoreFault } from './findStoreFault';
export { editDistance } from './editDistance';
export type { GoExpression } from './goExpression';
export { goExpression } from './goExpression';
export { kubectl } from './kubectl';
export {
  findCertainCredential,
  hideCredentials,
  isCredentialKey,
  isPlaceholder,
  redactText,
} from './redact';
