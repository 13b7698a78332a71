/**
 * The platform list without any cache: everything is collected and judged for
 * each answer.
 */
import {
  DEFAULT_DELIVERY_LIMITS,
  deriveDelivery,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  DEFAULT_RULE_SETTINGS,
  lint,
  manifestOf,
  readManifests,
} from '@central-secrets/manifest-rules';
import { ClusterInventory, gatherDeliveries, isInvolved } from './backend';

/** How many deliveries distributions have. */
export function countFromScratch(cluster: ClusterInventory): number {
  let count = 0;
  for (const namespace of cluster.namespaceRecords()) {
    const gathered = gatherDeliveries(cluster, namespace, {
      now: Date.now(),
      limits: DEFAULT_DELIVERY_LIMITS,
    });
    for (const delivery of gathered.filter(isInvolved)) {
      deriveDelivery(delivery.input);
      count += 1;
    }
  }
  return count;
}

/** How many findings the rules have, in one piece, as the linter runs them. */
export function lintFromScratch(cluster: ClusterInventory): number {
  const manifests = [
    ...cluster.distributions(),
    ...cluster.clusterStores(),
  ].flatMap(record => cluster.ruleManifest(record) ?? []);
  const namespaces = cluster.namespaceRecords().flatMap(
    ({ name, labels }) =>
      manifestOf({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name, labels },
      }) ?? [],
  );
  return lint(
    readManifests([...manifests, ...namespaces], {
      ...DEFAULT_RULE_SETTINGS,
      complete: true,
      expectedNamespaces: 0,
    }),
  ).length;
}
