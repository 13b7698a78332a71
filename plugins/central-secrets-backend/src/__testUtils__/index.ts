export { FakeClusterInventory, FakeInventory } from './FakeClusterInventory';
export { FakeConnection } from './FakeConnection';
export { FakeNamespaceWriter } from './FakeNamespaceWriter';
export { FakeRequestHistory } from './FakeRequestHistory';
export { startRouter } from './startRouter';
