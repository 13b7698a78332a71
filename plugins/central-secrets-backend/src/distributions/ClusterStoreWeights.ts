import {
  StoreRecord,
  StoreReference,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { ClusterInventory } from '../inventory';

/**
 * Returns the part of a store that decides a delivery's state: everything but
 * when it became ready, and the message that says so.
 */
function weightOf(store: StoreRecord): string {
  return JSON.stringify({ ...store, ready: store.ready?.status });
}

/**
 * Tells which ClusterSecretStores changed in what matters to deliveries: the
 * operator validates each again and again, and mostly nothing comes of it.
 */
export class ClusterStoreWeights {
  readonly #cluster: ClusterInventory;
  #weights: ReadonlyMap<string, string> = new Map();
  /** Namespaces with a copy that reads from another store than its distribution does, by that store. */
  readonly #readElsewhere = new Map<string, Set<string>>();

  constructor(cluster: ClusterInventory) {
    this.#cluster = cluster;
  }

  /** The names of those that changed, came or went since the last time. */
  takeChanged(): ReadonlySet<string> {
    const before = this.#weights;
    this.#weights = new Map(
      this.#cluster.clusterStores().map(store => [store.name, weightOf(store)]),
    );
    return new Set(
      [...before.keys(), ...this.#weights.keys()].filter(
        name => before.get(name) !== this.#weights.get(name),
      ),
    );
  }

  isAnyOf(
    stores: readonly StoreReference[],
    names: ReadonlySet<string>,
  ): boolean {
    return stores.some(
      ({ kind, name }) => kind === 'ClusterSecretStore' && names.has(name),
    );
  }

  /** Takes note of the stores that a delivery reads from. */
  noteReading(
    stores: readonly StoreReference[],
    ofDistribution: readonly StoreReference[],
    namespace: string,
  ): void {
    // A copy mostly has its distribution's own spec.
    if (stores === ofDistribution) {
      return;
    }
    for (const { kind, name } of stores) {
      const isListed = ofDistribution.some(
        other => other.kind === kind && other.name === name,
      );
      if (kind === 'ClusterSecretStore' && !isListed) {
        const namespaces = this.#readElsewhere.get(name) ?? new Set();
        this.#readElsewhere.set(name, namespaces.add(namespace));
      }
    }
  }

  /** The namespaces that were noted to read from any of these; they are noted again when they are derived. */
  takeNamespacesReading(names: ReadonlySet<string>): string[] {
    return [...names].flatMap(name => {
      const namespaces = this.#readElsewhere.get(name) ?? [];
      this.#readElsewhere.delete(name);
      return [...namespaces];
    });
  }
}
