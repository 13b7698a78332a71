/**
 * The backend's own code, below HTTP: what observes clusters and what answers.
 * It is no part of its package's interface, and these tests are about nothing
 * else; so it is reached into here, and nowhere else.
 */
/* eslint-disable @backstage/no-relative-monorepo-imports */
export { readClusters } from '../../../plugins/central-secrets-backend/src/clusters/readClusters';
export { gatherDeliveries } from '../../../plugins/central-secrets-backend/src/deliveries/gather';
export type { GatherOptions } from '../../../plugins/central-secrets-backend/src/deliveries/gather';
export { DistributionService } from '../../../plugins/central-secrets-backend/src/distributions/DistributionService';
export { TemplateJudge } from '../../../plugins/central-secrets-backend/src/distributions/TemplateJudge';
export { planRequest } from '../../../plugins/central-secrets-backend/src/requests/plan/plan';
export { toDelivery } from '../../../plugins/central-secrets-backend/src/deliveries/deliveryView';
export { systemClock } from '../../../plugins/central-secrets-backend/src/kubernetes/types';
export type { Clock } from '../../../plugins/central-secrets-backend/src/kubernetes/types';
export type { ReflectorTiming } from '../../../plugins/central-secrets-backend/src/kubernetes/timing';
export { ReflectedCluster } from '../../../plugins/central-secrets-backend/src/inventory/ReflectedCluster';
export { differencesOf } from '../../../plugins/central-secrets-backend/src/inventory/differencesFrom';
export { createInventory } from '../../../plugins/central-secrets-backend/src/inventory/createInventory';
export type {
  ClusterInventory,
  Inventory,
  InventoryChange,
} from '../../../plugins/central-secrets-backend/src/inventory/types';

// The faults that the plugin's own tests make too.
/* eslint-disable no-restricted-imports */
export {
  HASTY_TIMING,
  networkStep,
  takeNetworkStep,
} from '../../../plugins/central-secrets-backend/src/__testUtils__/networkFaults';
export type { NetworkStep } from '../../../plugins/central-secrets-backend/src/__testUtils__/networkFaults';
