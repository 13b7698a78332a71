export { createInventory } from './createInventory';
export type { ClusterInventory, Inventory } from './types';
