/**
 * Connections to Kubernetes API servers.
 *
 * @packageDocumentation
 */
export { AnswerTooLargeError, sizeText } from './AnswerTooLargeError';
export type {
  ClusterConnection,
  ClusterRequest,
  ClusterResponse,
} from './ClusterConnection';
export { HttpConnection } from './HttpConnection';
export type {
  Authentication,
  Credentials,
  TokenSource,
} from './authentication';
export { AuthenticationError, TokenAuthentication } from './authentication';
export type { Endpoint, EndpointParts, EndpointSource } from './endpoint';
export { openEndpoint, readEndpoint } from './endpoint';
export type { TransportOptions } from './HttpTransport';
export { readKubeconfig } from './kubeconfig';
export type { KubeconfigPlace } from './kubeconfigContext';
export { findKubeconfigs } from './kubeconfigFiles';
export { linesOf } from './linesOf';
export { openPodIdentity } from './podIdentity';
export { ProxyError } from './ProxyError';
export { TokenFile } from './tokenFile';
