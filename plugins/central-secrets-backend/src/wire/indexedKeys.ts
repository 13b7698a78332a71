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
  const [store, ...others] = spec.stores;
  const isOfHub = store?.kind === 'ClusterSecretStore' && others.length === 0;
  if (spec.keys || spec.wholeSource === undefined || !isOfHub) {
    return spec;
  }
  const known = cluster.hubIndex();
  return known?.isCurrent
    ? withIndexedKeys(
        spec,
        cluster.store(store.kind, store.name, ''),
        known.index,
      )
    : spec;
}
