export { toClusterView, toKnownKind } from './clusterView';
export { toOperatorView } from './operatorView';
export { toEvidence } from './evidenceView';
export { toMessage } from './messageView';
export { toRemedy } from './remedyView';
export { toSkippedClusters } from './skippedClusters';
export { addIndexedKeys } from './indexedKeys';
export { httpUrl, instant, toTarget, toStore } from './wire';
