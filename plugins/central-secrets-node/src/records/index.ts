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
  isEventAbout,
  isFromFuture,
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
  HUB_INDEX_LABEL,
  HUB_INDEX_NAMESPACE,
  isIndexCurrent,
  withIndexedKeys,
} from './hubIndex';
export { readKeyPurposes } from './keyPurposes';
export { onceFor } from './onceFor';
export { ownOf } from './ownOf';
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
export { HUB_INDEX_HEAD_NAME, parseHubIndexPart } from './parse/hubIndex';
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
export { parseStore } from './parse/store';
export {
  parseIngress,
  parsePod,
  parsePodTemplate,
  parseReplicaSet,
  parseServiceAccount,
} from './parse/workloads';
export type {
  DeliveryWarning,
  DistributionRecord,
  EventRecord,
  ExternalSecretRecord,
  ExternalSecretSpecRecord,
  LabelSelector,
  LabelSelectorRequirement,
  NamespaceRecord,
  Observation,
  ObservationError,
  Observations,
  ReadyCondition,
  StoreCondition,
  StoreRecord,
  StoreReference,
} from './records';
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
