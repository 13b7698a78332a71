import {
  SharedFault,
  StoreRecord,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { WatchedCluster } from './toDistribution';

/**
 * From this many deliveries on, and of this many distributions, failures that
 * nothing explains are taken for one fault of their store. A single distribution
 * may fail everywhere because its one source is gone; a few deliveries may do so
 * by chance.
 */
const SUSPECTED_FROM_DELIVERIES = 5;
const SUSPECTED_FROM_DISTRIBUTIONS = 2;

/** A shared fault, with what a notice says of it. */
export interface StoreFaultFound extends SharedFault {
  /** How many deliveries that read it fail. */
  readonly failing: number;
  /** How many read it. */
  readonly total: number;
  /** When the first delivery failed, where only that is known. By the cluster's clock. */
  readonly since?: number;
}

/**
 * The fault of a ClusterSecretStore that shows in its deliveries: it is not
 * ready and some fail, or it is ready and every one fails that was attempted,
 * of several distributions, and nothing tells why.
 */
export function findSharedFault(
  { states }: Pick<WatchedCluster, 'states'>,
  store: Pick<StoreRecord, 'name' | 'ready'>,
): StoreFaultFound | undefined {
  const dependents = states.dependentsOf(store.name);
  const countOf = (state: string) =>
    (dependents.states as Readonly<Record<string, number>>)[state] ?? 0;
  if (store.ready?.status !== 'True') {
    const failing = countOf('store-unavailable');
    return failing > 0
      ? {
          store: store.name,
          failing,
          total: dependents.deliveries,
          isSuspected: false,
        }
      : undefined;
  }
  const { distributions, deliveries, since } = dependents.unexplained;
  const attempted = [
    'failed',
    'store-unavailable',
    'synced',
    'outdated',
    'stale',
  ]
    .map(countOf)
    .reduce((one, other) => one + other);
  return deliveries === attempted &&
    deliveries >= SUSPECTED_FROM_DELIVERIES &&
    distributions >= SUSPECTED_FROM_DISTRIBUTIONS
    ? {
        store: store.name,
        failing: deliveries,
        total: deliveries,
        isSuspected: true,
        since,
      }
    : undefined;
}
