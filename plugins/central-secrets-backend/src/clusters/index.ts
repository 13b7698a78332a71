export type { ClusterDetails } from './ClusterDetails';
export { readClusters } from './readClusters';
