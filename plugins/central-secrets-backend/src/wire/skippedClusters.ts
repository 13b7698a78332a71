import { SkippedCluster } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Inventory } from '../inventory';
import { toMessage } from './messageView';

/**
 * The clusters that are not observed at all, as a field of the contract; no
 * field where there are none.
 *
 * @param only - the one cluster that an answer is about; undefined: all
 */
export function toSkippedClusters(
  inventory: Inventory,
  only?: string,
): { skippedClusters?: SkippedCluster[] } {
  // A skipped method may locate any cluster that is not observed.
  const mayBe = ({ name }: SkippedCluster) =>
    only === undefined ||
    name === only ||
    (name === null && !inventory.cluster(only));
  const meant = (inventory.skipped ?? []).filter(mayBe);
  return meant.length > 0
    ? {
        skippedClusters: meant.map(({ name, reason }) => ({
          name,
          reason: toMessage(reason),
        })),
      }
    : {};
}
