import {
  DeliveryLimits,
  NamespaceRecord,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { isVisibleIn, OfferOptions } from '../deliveries';
import { Planned, planRequest } from './plan';
import { RequestHistory } from '../history';
import { ClusterInventory } from '../inventory';
import { requireDistribution, requireOffered } from './guards';
import { planRemovalOfMissing } from './planRemovalOfMissing';

/**
 * Plans a request by the distribution as it is known now, which may have
 * changed since the request was made or last tried.
 */
export async function planFor(
  namespace: NamespaceRecord,
  request: {
    readonly cluster: ClusterInventory;
    /** Its name. */
    readonly distribution: string;
    readonly action: 'add' | 'remove';
    readonly owners: readonly string[];
  },
  options: {
    readonly clock: () => number;
    readonly history: Pick<RequestHistory, 'lastLabels'>;
    readonly limits: DeliveryLimits;
    readonly offers: OfferOptions;
    readonly requests: { readonly environmentLabel?: string };
  },
): Promise<Planned> {
  const { cluster, distribution: name, action, owners } = request;
  const { offers } = options;
  const { environmentLabel } = options.requests;
  const isVisible = isVisibleIn(cluster, namespace, owners, offers);
  const context = {
    cluster,
    namespace,
    owners,
    environmentLabel,
    now: options.clock(),
    observationMaxAgeMs: options.limits.observationMaxAgeMs,
    isVisible,
  };
  const known = cluster.distribution(name);
  // One that may not be named is answered as one that does not exist.
  if (action === 'remove' && !(known && isVisible(known))) {
    return planRemovalOfMissing(name, context, options.history);
  }
  const distribution = requireDistribution(cluster, name, offers, isVisible);
  if (action === 'add') {
    requireOffered(distribution, owners, namespace, environmentLabel);
  }
  return planRequest({ ...context, distribution, action });
}
