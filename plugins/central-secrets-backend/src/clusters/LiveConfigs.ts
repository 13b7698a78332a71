import { Config } from '@backstage/config';
import { ClusterConfig } from './clusterConfig';

/**
 * The clusters as Backstage's configuration has them at each moment. Backstage
 * reads its files again when they change, those that `$file` names included,
 * and so tokens in them may be rotated.
 *
 * Which clusters there are is decided at the start; a configuration that cannot
 * be read later leaves what was known.
 */
export class LiveConfigs {
  readonly #read: () => readonly ClusterConfig[];
  readonly #onError: (error: Error) => void;
  #clusters: readonly ClusterConfig[];

  constructor(options: {
    readonly config: Config;
    readonly read: () => readonly ClusterConfig[];
    readonly onError: (error: Error) => void;
  }) {
    this.#read = options.read;
    this.#onError = options.onError;
    this.#clusters = options.read();
    options.config.subscribe?.(() => this.#readAgain());
  }

  get clusters(): readonly ClusterConfig[] {
    return this.#clusters;
  }

  /**
   * Returns the current configuration; the given one where the cluster is no
   * longer configured.
   */
  current(cluster: ClusterConfig): ClusterConfig {
    return this.#clusters.find(({ name }) => name === cluster.name) ?? cluster;
  }

  #readAgain(): void {
    try {
      this.#clusters = this.#read();
    } catch (error) {
      this.#onError(error as Error);
    }
  }
}
