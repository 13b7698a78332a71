/**
 * The backend's own code, below HTTP: the parts that observe clusters and that
 * answer. It does not belong to its package's interface, and these measures are
 * only about it; so this file imports it directly, and no other file does.
 */
/* eslint-disable @backstage/no-relative-monorepo-imports, no-restricted-imports */
import { ConfigReader } from '@backstage/config';
import { LoggerService } from '@backstage/backend-plugin-api';
import { readClusters } from '../../../plugins/central-secrets-backend/src/clusters/readClusters';
import { createInventory } from '../../../plugins/central-secrets-backend/src/inventory/createInventory';
import type { Inventory } from '../../../plugins/central-secrets-backend/src/inventory/types';
import { Target } from '../load/startMock';

export {
  FakeClusterInventory,
  FakeInventory,
} from '../../../plugins/central-secrets-backend/src/__testUtils__/FakeClusterInventory';
export { ChainService } from '../../../plugins/central-secrets-backend/src/chains';
export { createInventory } from '../../../plugins/central-secrets-backend/src/inventory/createInventory';
export { readClusters } from '../../../plugins/central-secrets-backend/src/clusters/readClusters';
export { DeliveryService } from '../../../plugins/central-secrets-backend/src/deliveries/DeliveryService';
export { isInvolved } from '../../../plugins/central-secrets-backend/src/deliveries/deliveryView';
export { gatherDeliveries } from '../../../plugins/central-secrets-backend/src/deliveries/gather';
export {
  DistributionService,
  TemplateJudge,
} from '../../../plugins/central-secrets-backend/src/distributions';
export {
  DatabaseRequestHistory,
  openDatabase,
} from '../../../plugins/central-secrets-backend/src/history';
export { systemClock } from '../../../plugins/central-secrets-backend/src/kubernetes';
export type {
  ClusterInventory,
  Inventory,
} from '../../../plugins/central-secrets-backend/src/inventory/types';

/** The cluster's name in every measure. */
export const CLUSTER = 'hub';

/** Logging is not measured. */
export const SILENT: LoggerService = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => SILENT,
};

/** The configuration that a platform would write. */
export function configurationOf(
  { url, ca, token }: Target,
  { streamLists = true }: { streamLists?: boolean } = {},
) {
  return {
    centralSecrets: {
      clusters: [
        {
          name: CLUSTER,
          url,
          caData: Buffer.from(ca).toString('base64'),
          serviceAccountToken: token,
          streamLists,
        },
      ],
    },
  };
}

/** The plugin's inventory of one cluster, not started. */
export async function inventoryOf(
  target: Target,
  options?: { streamLists?: boolean },
): Promise<Inventory> {
  const clusters = await readClusters(
    new ConfigReader(configurationOf(target, options)),
    { logger: SILENT },
  );
  return createInventory({ clusters, logger: SILENT });
}
