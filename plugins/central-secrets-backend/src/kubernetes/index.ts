export type { ReviewedAccess } from './accessReview';
export { reviewAccess } from './accessReview';
export { Attempt } from './Attempt';
export { ClockOffset, observingClock } from './ClockOffset';
export { Discovery } from './Discovery';
export { describeConnectionError, malformed, toFault } from './Fault';
export { errorText, getJson, getText, parseJson } from './getJson';
export { KubernetesSource } from './KubernetesSource';
export { listPages } from './listPages';
export { NamespaceSource } from './NamespaceSource';
export { PageSize } from './PageSize';
export { READ_LIMITS } from './readLimits';
export { Reflector } from './Reflector';
export {
  HUB_INDEX_RESOURCE,
  isByNamespace,
  PUSH_RESOURCES,
  PUSH_VERSIONS,
  RESOURCES,
  STORE_WARNING_RESOURCES,
} from './resources';
export { compareVersions } from './resourceVersion';
export { sleep } from './sleep';
export { timingOf } from './timing';
export type { ReflectorTiming } from './timing';
export { systemClock } from './types';
export type {
  Clock,
  KubernetesObject,
  Random,
  Replacement,
  Sink,
} from './types';
