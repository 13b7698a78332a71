import {
  DELIVERY_STATES,
  DeliveryState,
} from '@central-secrets/backstage-plugin-central-secrets-common';

/** How many deliveries of one distribution are in each state that any is in. */
export type StateCounts = Partial<Record<DeliveryState, number>>;

/** The deliveries of one distribution: the state's place in `DELIVERY_STATES` by namespace, and how many there are of each. */
interface Row {
  readonly states: Map<string, number>;
  readonly counts: number[];
}

const NONE: readonly string[] = [];

/**
 * The state of every delivery, by distribution and namespace, with the counts.
 * A delivery costs an entry in a Map and a place in a list, and no object:
 * there may be a million.
 */
export class StateTable {
  readonly #rows = new Map<string, Row>();
  readonly #distributionsByNamespace = new Map<string, readonly string[]>();
  #changes = 0;

  /** How many times a state was set to another one, or removed, so far. */
  get changes(): number {
    return this.#changes;
  }

  /** The names of all namespaces that have a delivery. */
  namespaces(): Iterable<string> {
    return this.#distributionsByNamespace.keys();
  }

  /** The distributions that have a delivery in a namespace. */
  distributionsIn(namespace: string): readonly string[] {
    return this.#distributionsByNamespace.get(namespace) ?? NONE;
  }

  /** The namespaces in which a distribution has a delivery. */
  namespacesOf(distribution: string): Iterable<string> {
    return this.#rows.get(distribution)?.states.keys() ?? NONE;
  }

  /** Each namespace in which a distribution has a delivery, with its state. */
  *statesOf(distribution: string): Iterable<[string, DeliveryState]> {
    for (const [namespace, state] of this.#rows.get(distribution)?.states ??
      []) {
      yield [namespace, DELIVERY_STATES[state]];
    }
  }

  countsOf(distribution: string): StateCounts {
    const counts: StateCounts = {};
    this.#rows.get(distribution)?.counts.forEach((count, state) => {
      if (count > 0) {
        counts[DELIVERY_STATES[state]] = count;
      }
    });
    return counts;
  }

  /** undefined: the delivery does not exist. */
  set(
    distribution: string,
    namespace: string,
    state: DeliveryState | undefined,
  ): void {
    const before = this.distributionsIn(namespace);
    if (state === undefined) {
      this.#forget(distribution, namespace);
      this.#setDistributionsIn(
        namespace,
        before.filter(name => name !== distribution),
      );
      return;
    }
    this.#keep(distribution, namespace, state);
    if (!before.includes(distribution)) {
      this.#setDistributionsIn(namespace, [...before, distribution]);
    }
  }

  /** All deliveries of a namespace: those that are not given are gone. */
  setNamespace(
    namespace: string,
    states: ReadonlyMap<string, DeliveryState>,
  ): void {
    const before = this.distributionsIn(namespace);
    for (const distribution of before) {
      if (!states.has(distribution)) {
        this.#forget(distribution, namespace);
      }
    }
    for (const [distribution, state] of states) {
      this.#keep(distribution, namespace, state);
    }
    const isSame =
      before.length === states.size && before.every(name => states.has(name));
    if (!isSame) {
      this.#setDistributionsIn(namespace, [...states.keys()]);
    }
  }

  #keep(distribution: string, namespace: string, state: DeliveryState): void {
    let row = this.#rows.get(distribution);
    if (!row) {
      row = { states: new Map(), counts: DELIVERY_STATES.map(() => 0) };
      this.#rows.set(distribution, row);
    }
    const before = row.states.get(namespace);
    const after = DELIVERY_STATES.indexOf(state);
    if (before === after) {
      return;
    }
    if (before !== undefined) {
      row.counts[before] -= 1;
    }
    row.counts[after] += 1;
    row.states.set(namespace, after);
    this.#changes += 1;
  }

  #forget(distribution: string, namespace: string): void {
    const row = this.#rows.get(distribution);
    const before = row?.states.get(namespace);
    if (!row || before === undefined) {
      return;
    }
    row.counts[before] -= 1;
    row.states.delete(namespace);
    this.#changes += 1;
    if (row.states.size === 0) {
      this.#rows.delete(distribution);
    }
  }

  #setDistributionsIn(namespace: string, names: readonly string[]): void {
    if (names.length > 0) {
      this.#distributionsByNamespace.set(namespace, names);
    } else {
      this.#distributionsByNamespace.delete(namespace);
    }
  }
}
