export { AuthenticationError } from './authentication';
export { readClusters } from './readClusters';
export type {
  ClusterConnection,
  ClusterDetails,
  ClusterRequest,
  ClusterResponse,
} from './types';
