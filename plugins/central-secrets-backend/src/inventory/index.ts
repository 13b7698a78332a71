export { labelKeysOf } from './collections';
export { readConsistencyCheck } from './consistencyCheck';
export { createInventory } from './createInventory';
export { LONGEST_SPEC } from './ruleManifest';
export { SelectorIndex } from './SelectorIndex';
export type {
  ClusterInventory,
  Inventory,
  InventoryChange,
  KnownHubIndex,
  KnownOperator,
  PushChange,
  PushInventory,
} from './types';
