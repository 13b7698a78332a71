/**
 * An in-memory Kubernetes API server with an emulated External Secrets
 * Operator: the demo of `npm start`, and a fixture for tests.
 *
 * It is a stand-in. Where it and a real cluster differ, the real one is right.
 * It does NOT emulate (the README has the list in full):
 *
 * - apply, strategic merge patch, tables, OpenAPI, deletion of collections and
 *   deletion options;
 * - schema validation of custom resources, admission webhooks and policies;
 * - roles and bindings as objects (rights go by token), TLS, rate limits,
 *   expiry of events, most managed fields;
 * - providers other than `kubernetes`, `fake` and a Vault in memory,
 *   ClusterPushSecrets, pushes to other providers than `vault`, generators,
 *   `dataFrom.find`, rewriting;
 * - templates beyond fields, literals, `printf`, `b64enc` and `b64dec`.
 *
 * @packageDocumentation
 */
export type { AccessRule, Identity } from './apiServer/access';
export type { ClusterApi, WriteOptions } from './apiServer/clusterApi';
export type {
  KubernetesObject,
  ManagedFieldsEntry,
  ObjectMeta,
  ObjectReference,
  OwnerReference,
} from './apiServer/objects';
export { StatusError } from './apiServer/statusError';
export type { StatusBody } from './apiServer/statusError';
export { CONFORMANCE_FEATURES } from './conformance';
export type {
  ConformanceClient,
  ConformanceFeature,
  ConformanceSubject,
  WatchEvent,
} from './conformance';
export { ManualClock, systemClock } from './clock';
export type { Clock, Timer } from './clock';
export { FaultProxy } from './faultProxy/FaultProxy';
export type { FaultProxyOptions } from './faultProxy/FaultProxy';
export type { Faults } from './faultProxy/faults';
export type { Operator } from './operator/operator';
export { startDemoCluster } from './startDemoCluster';
export type { DemoCluster, DemoClusterOptions } from './startDemoCluster';
