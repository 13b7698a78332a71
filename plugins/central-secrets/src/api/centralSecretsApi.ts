import { createApiRef } from '@backstage/frontend-plugin-api';
import type { CentralSecretsClient } from '@central-secrets/backstage-plugin-central-secrets-common';

/**
 * The calls of the pages to the backend.
 *
 * @public
 */
export type CentralSecretsApi = Pick<
  CentralSecretsClient,
  | 'getDeliveries'
  | 'getAvailable'
  | 'getUsage'
  | 'createRequest'
  | 'getDistributions'
  | 'getDistribution'
  | 'getStores'
  | 'getClusters'
  | 'getInternalDistributions'
  | 'getEntityChains'
>;

/** @public */
export const centralSecretsApiRef = createApiRef<CentralSecretsApi>().with({
  id: 'plugin.central-secrets.client',
  pluginId: 'central-secrets',
});
