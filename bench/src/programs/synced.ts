import { Target } from '../load/startMock';
import { Shape } from '../load/shape';
import { CLUSTER, ClusterInventory, Inventory, inventoryOf } from './backend';

/** Returns when an inventory that was started has read the whole cluster. */
export async function waitUntilSynced(
  cluster: ClusterInventory,
  shape: Shape,
): Promise<void> {
  while (
    cluster.count('externalsecrets') === undefined ||
    cluster.count('clusterexternalsecrets') !== shape.distributions ||
    cluster.count('namespaces') !== shape.namespaces
  ) {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

/** The plugin's inventory, after it has read the whole cluster. */
export async function syncedInventory(
  target: Target,
  shape: Shape,
): Promise<{ inventory: Inventory; cluster: ClusterInventory }> {
  const inventory = await inventoryOf(target);
  const cluster = inventory.cluster(CLUSTER)!;
  inventory.start();
  await waitUntilSynced(cluster, shape);
  return { inventory, cluster };
}
