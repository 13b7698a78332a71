export { FakeClusterInventory, FakeInventory } from './FakeClusterInventory';
export { FakeConnection } from './FakeConnection';
export { FakeNamespaceWriter } from './FakeNamespaceWriter';
export { startRouter } from './startRouter';
