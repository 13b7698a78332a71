/**
 * Builders of raw Kubernetes objects for tests: valid by the operator's schema
 * by default, so that a test says only what matters to it.
 *
 * @packageDocumentation
 */
export type { GatherOptions } from './gatherInput';
export { findInput, gatherInput, observedAt } from './gatherInput';
export type { Change, Json, RawObject } from './merge';
export { merge } from './merge';
export {
  BUILT_AT,
  BUILT_STORE,
  childOf,
  clusterSecretStore,
  distribution,
  externalSecret,
  failedStatus,
  namespace,
  secretStore,
  storeEvent,
  syncedStatus,
  updateFailedEvent,
} from './objects';
export type { TextRewrite } from './otherTexts';
export { asSince214, withOtherTexts } from './otherTexts';
export {
  clusterPushSecret,
  errorStatus,
  pushedStatus,
  pushOf,
  pushSecret,
  readOf,
  vaultStore,
} from './pushes';
export type { Sample, SampleAnswer, SampleHead } from './sample';
export { deriveSample, sampleAnswerOf } from './sample';
export {
  ingress,
  ownedBy,
  pod,
  podSpec,
  replicaSet,
  serviceAccount,
  variable,
  workload,
} from './workloads';
