export { createInventory } from './createInventory';
export { readConsistencyCheck } from './consistencyCheck';
export { mergeObservations } from './mergeObservations';
export type { ClusterInventory, Inventory, InventoryChange } from './types';
