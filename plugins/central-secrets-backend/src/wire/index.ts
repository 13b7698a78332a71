export { toClusterView } from './clusterView';
export { toEvidence } from './evidenceView';
export { toMessage } from './messageView';
export { toSkippedClusters } from './skippedClusters';
export { addIndexedKeys } from './indexedKeys';
export { httpUrl, instant, toKeys, toStore } from './wire';
