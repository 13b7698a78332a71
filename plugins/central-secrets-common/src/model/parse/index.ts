export { parseDistribution } from './distribution';
export { parseEvent } from './event';
export { parseExternalSecret } from './externalSecret';
export { parseNamespace } from './namespace';
export { parseStore } from './store';
export {
  parseIngress,
  parsePod,
  parsePodTemplate,
  parseReplicaSet,
  parseServiceAccount,
} from './workloads';
