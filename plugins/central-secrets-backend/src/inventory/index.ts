export { createInventory } from './createInventory';
export type { ClusterInventory, Inventory, InventoryChange } from './types';
