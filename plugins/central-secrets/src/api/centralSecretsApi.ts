import { createApiRef } from '@backstage/core-plugin-api';
import type { CentralSecretsClient } from '@central-secrets/backstage-plugin-central-secrets-common';

/**
 * What the pages ask of the backend.
 *
 * @public
 */
export type CentralSecretsApi = Pick<
  CentralSecretsClient,
  | 'getDeliveries'
  | 'getUsage'
  | 'createRequest'
  | 'getDistributions'
  | 'getDistribution'
>;

/** @public */
export const centralSecretsApiRef = createApiRef<CentralSecretsApi>({
  id: 'plugin.central-secrets.client',
});
