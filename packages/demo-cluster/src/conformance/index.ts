import { CUSTOM_RESOURCE_FEATURES } from './customResources';
import { ConformanceFeature } from './feature';
import { READING_FEATURES } from './reading';
import { RIGHTS_FEATURES } from './rights';
import { WRITING_FEATURES } from './writing';

export type {
  ConformanceClient,
  ConformanceFeature,
  ConformanceSubject,
  WatchEvent,
} from './feature';

/** All that the plugin relies on an API server to do. */
export const CONFORMANCE_FEATURES: readonly ConformanceFeature[] = [
  ...READING_FEATURES,
  ...WRITING_FEATURES,
  ...RIGHTS_FEATURES,
  ...CUSTOM_RESOURCE_FEATURES,
];
