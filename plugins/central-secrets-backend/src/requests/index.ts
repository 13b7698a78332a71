export { readRequestOptions } from './config';
export type { RequestOptions } from './config';
export { KubernetesNamespaceWriter } from './KubernetesNamespaceWriter';
export type { NamespaceWriter } from './NamespaceWriter';
export { RequestService } from './RequestService';
export type { RequestServiceOptions } from './RequestService';
export { rightsOf } from './rights';
export type { RightsOptions } from './rights';
