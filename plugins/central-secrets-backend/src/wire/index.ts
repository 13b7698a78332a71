export { toClusterView } from './clusterView';
export { toEvidence } from './evidenceView';
export { toSkippedClusters } from './skippedClusters';
export { httpUrl, instant, toKeys } from './wire';
