import {
  ExternalSecretSpecRecord,
  StoreRecord,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { ClusterInventory } from '../inventory';

type StoreReference = ExternalSecretSpecRecord['store'];

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

  isOneOf({ kind, name }: StoreReference, names: ReadonlySet<string>): boolean {
    return kind === 'ClusterSecretStore' && names.has(name);
  }

  /** Takes note of the store that a delivery reads from. */
  noteReading(
    store: StoreReference,
    ofDistribution: StoreReference,
    namespace: string,
  ): void {
    if (
      store.kind !== 'ClusterSecretStore' ||
      (store.kind === ofDistribution.kind && store.name === ofDistribution.name)
    ) {
      return;
    }
    const namespaces = this.#readElsewhere.get(store.name) ?? new Set();
    this.#readElsewhere.set(store.name, namespaces.add(namespace));
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
