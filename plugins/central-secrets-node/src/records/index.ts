/** The records kept of each Kubernetes object, and their parsers. */
export type { UnknownAnnotation } from './distributionAnnotations';
export {
  findUnknownAnnotations,
  isDistributionAnnotation,
} from './distributionAnnotations';
export type { InvolvedObject } from './events';
export {
  eventTime,
  isAboutExternalSecret,
  isAboutStore,
  isEventAbout,
  isEventAboutStore,
  isFromFuture,
  NAMESPACE_OF_CLUSTER_EVENTS,
  withEventTime,
} from './events';
export type {
  HubIndex,
  HubIndexHead,
  HubIndexPage,
  HubSourceRecord,
} from './hubIndex';
export {
  ANNOTATION_EXPIRES_AT,
  ANNOTATION_LEFT_OUT,
  ANNOTATION_ROTATE_EVERY,
  ANNOTATION_RUNBOOK,
  ANNOTATION_SECRETS_VERSION,
  findSource,
  HUB_INDEX_CURRENT_MS,
  HUB_INDEX_LABEL,
  HUB_INDEX_NAMESPACE,
  isIndexCurrent,
  withIndexedKeys,
} from './hubIndex';
export { readKeyPurposes } from './keyPurposes';
export { onceFor } from './onceFor';
export { ownOf } from './ownOf';
export { parsePolicies, parseWebhooks } from './parse/admissionGates';
export { parseDistribution } from './parse/distribution';
export { parseEvent } from './parse/event';
export type { ReadExternalSecretSpec } from './parse/externalSecret';
export {
  parseExternalSecret,
  parseExternalSecretWith,
} from './parse/externalSecret';
export { externalSecretSpecOf } from './parse/externalSecretSpec';
export type { Fields } from './parse/fields';
export {
  fieldsListOf,
  fieldsOf,
  textMapOf,
  textOf,
  textsOf,
} from './parse/fields';
export type { HubIndexPart } from './parse/hubIndex';
export {
  HUB_INDEX_HEAD_NAME,
  hubIndexOf,
  parseHubIndexPart,
} from './parse/hubIndex';
export {
  formatHubSource,
  limitKeys,
  parseExpiresAt,
  parseHubSource,
  parseRotateEvery,
  parseRunbook,
  parseSourceOwner,
} from './parse/hubSource';
export { labelSelectorOf } from './parse/labelSelector';
export { parseNamespace } from './parse/namespace';
export { merged } from './parse/podSpec';
export { parseQuota } from './parse/quota';
export { parseClusterPushSecret, parsePushSecret } from './parse/pushSecret';
export { parseStore } from './parse/store';
export {
  parseIngress,
  parsePod,
  parsePodTemplate,
  parseReplicaSet,
  parseServiceAccount,
} from './parse/workloads';
export type {
  ClusterPushSecretRecord,
  PushedValueRecord,
  PushEntryRecord,
  PushSecretRecord,
  PushSourceRecord,
  PushSpecRecord,
} from './pushes';
export type {
  DeliveryWarning,
  DistributionRecord,
  EventRecord,
  ExternalSecretRecord,
  ExternalSecretSpecRecord,
  GeneratorReference,
  LabelSelector,
  LabelSelectorRequirement,
  NamespaceRecord,
  Observation,
  ObservationError,
  Observations,
  ReadyCondition,
  SourceReference,
  StoreCondition,
  StoreRecord,
  StoreReference,
  SyncWindowsRecord,
} from './records';
export type {
  AdmissionGate,
  GateRule,
  GateScope,
  OperatorRights,
  QuotaRecord,
  RefusalFacts,
  SourceRead,
  SourceRight,
  WriteVerb,
  WrittenResource,
} from './refusalFacts';
export type { SecretMark } from './secretMarks';
export { ARGO_CD_TRACKING, SECRET_MARKS } from './secretMarks';
export type {
  IngressRecord,
  OwnedRecord,
  OwnerRecord,
  PodRecord,
  PodSpecRecord,
  PodTemplateRecord,
  SecretReference,
  ServiceAccountRecord,
  Workloads,
} from './workloads';
