export { parseDistribution } from './distribution';
export { parseEvent } from './event';
export { parseExternalSecret, parseExternalSecretWith } from './externalSecret';
export type { ReadExternalSecretSpec } from './externalSecret';
export { externalSecretSpecOf } from './externalSecretSpec';
export { parseNamespace } from './namespace';
export { parseStore } from './store';
export {
  parseIngress,
  parsePod,
  parsePodTemplate,
  parseReplicaSet,
  parseServiceAccount,
} from './workloads';
