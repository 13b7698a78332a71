export { createInventory } from './createInventory';
export { mergeObservations } from './mergeObservations';
export type { ClusterInventory, Inventory, InventoryChange } from './types';
