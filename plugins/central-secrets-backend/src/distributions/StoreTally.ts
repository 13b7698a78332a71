import { DeliveryState } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Moments } from './Moments';
import { StoreLists } from './StoreLists';
import { Standing, StateCounts } from './StateTable';

/** The deliveries of distributions that read one ClusterSecretStore. */
export interface StoreDependents {
  /** How many distributions they are of. */
  readonly distributions: number;
  readonly deliveries: number;
  readonly states: StateCounts;
  /** Those whose sources could not be read, and nothing tells why. */
  readonly unexplained: {
    readonly distributions: number;
    readonly deliveries: number;
    /** When the first of them failed, by the cluster's clock, to the minute. */
    readonly since?: number;
  };
}

interface Entry {
  readonly states: Map<DeliveryState, number>;
  readonly distributions: Map<string, number>;
  deliveries: number;
  readonly unexplained: Map<string, number>;
  readonly since: Moments;
}

const NONE: StoreDependents = {
  distributions: 0,
  deliveries: 0,
  states: {},
  unexplained: { distributions: 0, deliveries: 0 },
};

/** Counts the deliveries that read each ClusterSecretStore, as they move. */
export class StoreTally {
  readonly #stores = new Map<string, Entry>();
  readonly #lists: StoreLists;

  constructor(lists: StoreLists) {
    this.#lists = lists;
  }

  /** A delivery has another standing than before. */
  moved(
    distribution: string,
    namespace: string,
    before: Standing | undefined,
    after: Standing | undefined,
  ): void {
    const delivery = { distribution, key: `${namespace}/${distribution}` };
    this.#count(delivery, before, -1);
    this.#count(delivery, after, 1);
  }

  /** Takes note of when a delivery failed that nothing explains. */
  failedAt(
    distribution: string,
    namespace: string,
    stores: number,
    since: number | undefined,
  ): void {
    for (const store of this.#lists.namesOf(stores)) {
      this.#stores.get(store)?.since.set(`${namespace}/${distribution}`, since);
    }
  }

  /** The deliveries that read a ClusterSecretStore. */
  of(store: string): StoreDependents {
    const entry = this.#stores.get(store);
    return entry
      ? {
          distributions: entry.distributions.size,
          deliveries: entry.deliveries,
          states: Object.fromEntries(entry.states),
          unexplained: {
            distributions: entry.unexplained.size,
            deliveries: sum(entry.unexplained),
            since: entry.since.oldest,
          },
        }
      : NONE;
  }

  #count(
    { distribution, key }: { distribution: string; key: string },
    standing: Standing | undefined,
    by: 1 | -1,
  ): void {
    for (const store of standing ? this.#lists.namesOf(standing.stores) : []) {
      let entry = this.#stores.get(store);
      if (!entry) {
        entry = {
          states: new Map(),
          distributions: new Map(),
          deliveries: 0,
          unexplained: new Map(),
          since: new Moments(),
        };
        this.#stores.set(store, entry);
      }
      entry.deliveries += by;
      add(entry.states, standing!.state, by);
      add(entry.distributions, distribution, by);
      if (standing!.isUnexplained) {
        add(entry.unexplained, distribution, by);
      }
      if (by < 0) {
        entry.since.set(key, undefined);
      }
      if (entry.deliveries === 0) {
        this.#stores.delete(store);
      }
    }
  }
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((one, other) => one + other, 0);
}

function add<Key>(counts: Map<Key, number>, key: Key, by: number): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) {
    counts.delete(key);
  } else {
    counts.set(key, count);
  }
}
