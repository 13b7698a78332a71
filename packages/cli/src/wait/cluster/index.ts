/** Deliveries as the API server of one cluster shows them. */
export { ApiClient } from './ApiClient';
export { ClusterSource } from './ClusterSource';
