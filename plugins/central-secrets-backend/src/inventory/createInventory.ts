import { LoggerService } from '@backstage/backend-plugin-api';
import { SkippedCluster } from '@central-secrets/backstage-plugin-central-secrets-common';
import { ClusterDetails } from '../clusters';
import { Clock, Random, ReflectorTiming, systemClock } from '../kubernetes';
import { ConsistencyCheck, ReflectedCluster } from './ReflectedCluster';
import { ClusterInventory, Inventory } from './types';

/** Independent clusters side by side: none waits for another. */
class DefaultInventory implements Inventory {
  readonly #clusters: ReadonlyMap<string, ReflectedCluster>;
  readonly #controller = new AbortController();
  #running?: Promise<unknown>;

  constructor(
    clusters: readonly ReflectedCluster[],
    readonly skipped: readonly SkippedCluster[],
  ) {
    this.#clusters = new Map(clusters.map(cluster => [cluster.name, cluster]));
  }

  clusters(): readonly ClusterInventory[] {
    return [...this.#clusters.values()];
  }

  cluster(name: string): ClusterInventory | undefined {
    return this.#clusters.get(name);
  }

  start(): void {
    this.#running ??= Promise.all(
      [...this.#clusters.values()].map(cluster =>
        cluster.run(this.#controller.signal),
      ),
    );
  }

  async stop(): Promise<void> {
    this.#controller.abort();
    // Also one that was never started holds connections to close.
    this.start();
    await this.#running;
  }
}

/** Makes the inventory of all clusters; nothing is asked of them before `start`. */
export function createInventory(options: {
  clusters: readonly ClusterDetails[];
  /** Clusters that the configuration names, and that cannot be observed. */
  skipped?: readonly SkippedCluster[];
  logger: LoggerService;
  clock?: Clock;
  random?: Random;
  timing?: Partial<ReflectorTiming>;
  consistencyCheck?: ConsistencyCheck;
}): Inventory {
  const { clusters, logger, timing, consistencyCheck } = options;
  return new DefaultInventory(
    clusters.map(
      details =>
        new ReflectedCluster({
          details,
          logger,
          clock: options.clock ?? systemClock,
          random: options.random ?? Math.random,
          timing,
          consistencyCheck,
        }),
    ),
    options.skipped ?? [],
  );
}
