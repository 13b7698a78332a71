import {
  DELIVERY_STATES,
  DeliveryState,
} from '@central-secrets/backstage-plugin-central-secrets-common';

/** How many deliveries of one distribution are in each state that any is in. */
export type StateCounts = Partial<Record<DeliveryState, number>>;

/** What is counted of one delivery. */
export interface Standing {
  readonly state: DeliveryState;
  /** Its sources could not be read, and nothing tells why. */
  readonly isUnexplained: boolean;
  /** The number of the list of stores that it reads (`StoreLists`). */
  readonly stores: number;
}

/** Told of each delivery that has another standing; undefined: it does not exist. */
export type OnMoved = (
  distribution: string,
  namespace: string,
  before: Standing | undefined,
  after: Standing | undefined,
) => void;

/** The deliveries of one distribution: their standings by namespace, each packed into a number, and how many there are in each state. */
interface Row {
  readonly standings: Map<string, number>;
  readonly counts: number[];
}

const STATE_COUNT = DELIVERY_STATES.length;

function pack({ state, isUnexplained, stores }: Standing): number {
  return (
    DELIVERY_STATES.indexOf(state) +
    STATE_COUNT * (2 * stores + (isUnexplained ? 1 : 0))
  );
}

function unpack(packed: number): Standing {
  const rest = Math.floor(packed / STATE_COUNT);
  return {
    state: DELIVERY_STATES[packed % STATE_COUNT],
    isUnexplained: rest % 2 === 1,
    stores: Math.floor(rest / 2),
  };
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
  readonly #onMoved: OnMoved;
  readonly #totals = DELIVERY_STATES.map(() => 0);
  #changes = 0;

  constructor(onMoved: OnMoved = () => {}) {
    this.#onMoved = onMoved;
  }

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
    return this.#rows.get(distribution)?.standings.keys() ?? NONE;
  }

  /** Each namespace in which a distribution has a delivery, with its state. */
  *statesOf(distribution: string): Iterable<[string, DeliveryState]> {
    for (const [namespace, packed] of this.#rows.get(distribution)?.standings ??
      []) {
      yield [namespace, unpack(packed).state];
    }
  }

  /** How many deliveries of all distributions are in a state. */
  total(state: DeliveryState): number {
    return this.#totals[DELIVERY_STATES.indexOf(state)];
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
    standing: Standing | undefined,
  ): void {
    const before = this.distributionsIn(namespace);
    if (standing === undefined) {
      this.#forget(distribution, namespace);
      this.#setDistributionsIn(
        namespace,
        before.filter(name => name !== distribution),
      );
      return;
    }
    this.#keep(distribution, namespace, standing);
    if (!before.includes(distribution)) {
      this.#setDistributionsIn(namespace, [...before, distribution]);
    }
  }

  /** All deliveries of a namespace: those that are not given are gone. */
  setNamespace(
    namespace: string,
    standings: ReadonlyMap<string, Standing>,
  ): void {
    const before = this.distributionsIn(namespace);
    for (const distribution of before) {
      if (!standings.has(distribution)) {
        this.#forget(distribution, namespace);
      }
    }
    for (const [distribution, standing] of standings) {
      this.#keep(distribution, namespace, standing);
    }
    const isSame =
      before.length === standings.size &&
      before.every(name => standings.has(name));
    if (!isSame) {
      this.#setDistributionsIn(namespace, [...standings.keys()]);
    }
  }

  #keep(distribution: string, namespace: string, standing: Standing): void {
    let row = this.#rows.get(distribution);
    if (!row) {
      row = { standings: new Map(), counts: DELIVERY_STATES.map(() => 0) };
      this.#rows.set(distribution, row);
    }
    const packed = pack(standing);
    const before = row.standings.get(namespace);
    if (before === packed) {
      return;
    }
    row.standings.set(namespace, packed);
    this.#moved([distribution, namespace], row, before, packed);
  }

  #forget(distribution: string, namespace: string): void {
    const row = this.#rows.get(distribution);
    const before = row?.standings.get(namespace);
    if (!row || before === undefined) {
      return;
    }
    row.standings.delete(namespace);
    this.#moved([distribution, namespace], row, before, undefined);
    if (row.standings.size === 0) {
      this.#rows.delete(distribution);
    }
  }

  #moved(
    [distribution, namespace]: readonly [string, string],
    { counts }: Row,
    before: number | undefined,
    after: number | undefined,
  ): void {
    for (const each of [counts, this.#totals]) {
      if (before !== undefined) {
        each[before % STATE_COUNT] -= 1;
      }
      if (after !== undefined) {
        each[after % STATE_COUNT] += 1;
      }
    }
    this.#changes += 1;
    this.#onMoved(
      distribution,
      namespace,
      before === undefined ? undefined : unpack(before),
      after === undefined ? undefined : unpack(after),
    );
  }

  #setDistributionsIn(namespace: string, names: readonly string[]): void {
    if (names.length > 0) {
      this.#distributionsByNamespace.set(namespace, names);
    } else {
      this.#distributionsByNamespace.delete(namespace);
    }
  }
}
