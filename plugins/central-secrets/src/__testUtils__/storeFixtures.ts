import type {
  StoreHealth,
  StoresResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { ANSWERED_AT, before, cluster, MINUTE_MS } from './fixtures';

/** A store that is ready; a test states only what matters to it. */
export function store(
  name: string,
  changes: Partial<StoreHealth> = {},
): StoreHealth {
  return {
    cluster: 'hub',
    kind: 'ClusterSecretStore',
    namespace: null,
    name,
    provider: 'vault',
    ready: true,
    since: before(5 * MINUTE_MS),
    cause: null,
    certainty: null,
    summary: null,
    evidence: [],
    remedy: null,
    dependents: { distributions: 2, deliveries: 12, failing: 0 },
    ...changes,
  };
}

/** All stores of one well observed cluster. */
export function storesResponse(
  stores: readonly StoreHealth[] = [],
): StoresResponse {
  return {
    answeredAt: ANSWERED_AT,
    stores: [...stores],
    total: stores.length,
    unavailable: stores.filter(({ ready }) => !ready).length,
    nextCursor: null,
    clusters: [cluster()],
  };
}
