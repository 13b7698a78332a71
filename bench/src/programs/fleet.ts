/**
 * Observes many clusters that all change, and measures when each change is
 * known and the cost of it.
 */
import { ConfigReader } from '@backstage/config';
import { setTimeout as wait } from 'node:timers/promises';
import { countOfRefresh, sharedNow } from '../load/Churn';
import { Shape } from '../load/shape';
import { Target } from '../load/startMock';
import {
  ClusterInventory,
  configurationOf,
  createInventory,
  readClusters,
  SILENT,
} from './backend';
import { program } from './program';
import { settledHeap } from './settledHeap';
import { waitUntilSynced } from './synced';

export interface FleetInput {
  readonly targets: readonly Target[];
  /** The shape of each cluster. */
  readonly shape: Shape;
  /** The number of changes of each cluster. */
  readonly changes: number;
}

export interface FleetResult {
  readonly syncMs: number;
  /** By cluster: when each change was known, by the clock that processes share; null: never. */
  readonly knownAt: readonly (readonly (number | null)[])[];
  /** In bytes, after the sync, and after the changes. */
  readonly heap: readonly [before: number, after: number];
}

/** How long changes may take to arrive after the last one was sent. */
const LATEST_MS = 60_000;

/** Records when each change of the cluster is known. */
function recordChanges(
  cluster: ClusterInventory,
  changes: number,
): (number | null)[] {
  const knownAt: (number | null)[] = Array(changes).fill(null);
  cluster.onChange(({ kind, namespace, name }) => {
    if (kind === 'externalsecrets' && namespace && name) {
      const record = cluster.externalSecret(namespace, name);
      const count = countOfRefresh(record?.refreshedAt);
      if (count !== undefined && count < changes) {
        knownAt[count] = sharedNow();
      }
    }
  });
  return knownAt;
}

program<FleetInput, FleetResult>(async ({ targets, shape, changes }) => {
  const clusters = await readClusters(
    new ConfigReader({
      centralSecrets: {
        clusters: targets.flatMap((target, index) =>
          configurationOf(target).centralSecrets.clusters.map(cluster => ({
            ...cluster,
            name: `cluster-${index}`,
          })),
        ),
      },
    }),
    { logger: SILENT },
  );
  const inventory = createInventory({ clusters, logger: SILENT });
  const startedAt = performance.now();
  inventory.start();
  const known = inventory.clusters();
  for (const cluster of known) {
    await waitUntilSynced(cluster, shape);
  }
  const syncMs = performance.now() - startedAt;
  const before = await settledHeap();
  const knownAt = known.map(cluster => recordChanges(cluster, changes));
  process.send!({ order: { synced: true } });
  let left = LATEST_MS;
  let total = 0;
  while (knownAt.some(times => times.at(-1) === null) && left > 0) {
    await wait(100);
    const now = knownAt.reduce(
      (sum, times) => sum + times.filter(time => time !== null).length,
      0,
    );
    left = now > total ? LATEST_MS : left - 100;
    total = now;
  }
  const after = await settledHeap();
  await inventory.stop();
  return { syncMs, knownAt, heap: [before, after] };
});
