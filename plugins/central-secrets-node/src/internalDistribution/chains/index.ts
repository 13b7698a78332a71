export type {
  ChainPush,
  ChainRead,
  ChainRotation,
  DerivedChain,
} from './deriveChain';
export { deriveChain } from './deriveChain';
export type { PathWriter, PushTarget, ReadTarget } from './pushTargets';
export { findPushRivals, pushTargetsOf, readTargetsOf } from './pushTargets';
export { storePathOf } from './storePath';
