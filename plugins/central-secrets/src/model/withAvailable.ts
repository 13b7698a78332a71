import type {
  AvailableDistribution,
  DeliveriesResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import type { Polled } from '../hooks/Poller';

/**
 * An answer about deliveries, with the known distributions that can be
 * requested.
 */
export function withAvailable(
  response: DeliveriesResponse,
  offered: Polled<{ readonly items: readonly AvailableDistribution[] }>,
): DeliveriesResponse {
  return offered.status === 'ready'
    ? { ...response, available: [...offered.data.items] }
    : response;
}
