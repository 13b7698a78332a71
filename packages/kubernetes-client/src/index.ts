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
export type { Authentication, TokenSource } from './authentication';
export { AuthenticationError, TokenAuthentication } from './authentication';
export type { Endpoint, EndpointSource } from './endpoint';
export { openEndpoint, readEndpoint } from './endpoint';
export { readKubeconfig } from './kubeconfig';
export { TokenFile } from './tokenFile';
