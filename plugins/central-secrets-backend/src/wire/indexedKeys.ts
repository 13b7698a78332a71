import {
  ExternalSecretSpecRecord,
  withIndexedKeys,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { ClusterInventory } from '../inventory';

/**
 * Adds the keys that only the source decides, as far as a current hub index
 * tells them.
 */
export function addIndexedKeys(
  cluster: Pick<ClusterInventory, 'hubIndex' | 'store'>,
  spec: ExternalSecretSpecRecord,
): ExternalSecretSpecRecord {
  if (spec.keys || spec.wholeSource === undefined) {
    return spec;
  }
  const known = cluster.hubIndex();
  const isOfCluster = spec.store.kind === 'ClusterSecretStore';
  return known?.isCurrent && isOfCluster
    ? withIndexedKeys(
        spec,
        cluster.store('ClusterSecretStore', spec.store.name, ''),
        known.index,
      )
    : spec;
}
