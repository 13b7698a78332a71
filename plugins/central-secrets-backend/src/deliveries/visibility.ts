import {
  DistributionRecord,
  isAskedFor,
  isOfferedTo,
  isOwnedBy,
  namespaceFinalizer,
  NamespaceRecord,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { ClusterInventory } from '../inventory';
import { OfferOptions } from './config';

/** Whether a distribution has to do with a namespace: it has a copy there, is asked for, or left its finalizer. */
export function isInvolvedIn(
  cluster: ClusterInventory,
  namespace: NamespaceRecord,
  distribution: DistributionRecord,
): boolean {
  const found = cluster.externalSecret(
    namespace.name,
    distribution.externalSecretName,
  );
  return (
    (found !== undefined && isOwnedBy(found, distribution)) ||
    isAskedFor(distribution, namespace) ||
    namespace.finalizers.includes(namespaceFinalizer(distribution.name))
  );
}

/**
 * Whether a distribution that has nothing to do with a namespace may be named
 * there. Only the owners to whom it is offered learn its name, its keys and its
 * allowed owners, unless the platform shows all to everyone.
 *
 * @param owners - in whose name the user asks
 */
export function isNamedTo(
  owners: readonly string[],
  distribution: DistributionRecord,
  { visible }: OfferOptions,
): boolean {
  return visible === 'all' || isOfferedTo(distribution, owners).offered;
}

/**
 * Tells of each distribution whether it may be named where a namespace is shown
 * in the name of these owners: it has to do with the namespace, or is offered.
 */
export function isVisibleIn(
  cluster: ClusterInventory,
  namespace: NamespaceRecord,
  owners: readonly string[],
  offers: OfferOptions,
): (distribution: DistributionRecord) => boolean {
  return distribution =>
    isNamedTo(owners, distribution, offers) ||
    isInvolvedIn(cluster, namespace, distribution);
}
