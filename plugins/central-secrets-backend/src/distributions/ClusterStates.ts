import {
  DeliveryLimits,
  deriveStanding,
  DistributionRecord,
  NamespaceRecord,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { DeliveryState } from '@central-secrets/backstage-plugin-central-secrets-common';
import { isInvolved, createGatherer, Gatherer } from '../deliveries';
import { knowledgeText } from '../inventory/observation';
import { ClusterInventory, InventoryChange, SelectorIndex } from '../inventory';
import { ChangedNames } from './ChangedNames';
import { ClusterStoreWeights } from './ClusterStoreWeights';
import { Deadlines } from './Deadlines';
import { candidateDistributions, DeliverySearch } from './DeliverySearch';
import { distributionDifference } from './distributionDifference';
import { Moments } from './Moments';
import { Standing, StateCounts, StateTable } from './StateTable';
import { StoreLists } from './StoreLists';
import { StoreDependents, StoreTally } from './StoreTally';
import { WorkSet } from './WorkSet';

/** The states of copies of which the last attempt succeeded. */
const DELIVERED: readonly DeliveryState[] = ['synced', 'outdated', 'stale'];

/** A standing, with the moments that matter while it holds. */
interface DatedStanding extends Standing {
  readonly since?: number;
  /** When the refresh of a stale copy was due. */
  readonly dueAt?: number;
}

/** How well the operator keeps up with refreshing. */
export interface Refreshes {
  /** Copies of which the last attempt succeeded. */
  readonly delivered: number;
  /** Those of them that are overdue (`stale`). */
  readonly late: number;
  /** When the longest overdue one was due, by the cluster's clock, to the minute. */
  readonly oldestDue?: number;
}

/**
 * The state of every delivery of one cluster that comes from a distribution,
 * kept while the cluster changes: only states that a change or the time alone
 * has affected are derived again.
 *
 * Changes are only noted when they happen. `settle` does what follows from
 * them, in steps that each derive one delivery or those of one namespace; until
 * it has, the states are those of `settledAt`.
 *
 * Each change causes these derivations:
 *
 * | Change | Is derived again |
 * |---|---|
 * | namespace, ExternalSecret, SecretStore, event | the namespace's deliveries |
 * | distribution | its deliveries, or those whose failures changed; where it reaches other namespaces, they are looked for |
 * | ClusterSecretStore | the deliveries that read from it, where its conditions or readiness changed |
 * | a kind is no longer known, or is again | everything |
 * | the moment comes that a delivery awaited (`onAwaited`) | the namespace's deliveries |
 */
export class ClusterStates {
  readonly #cluster: ClusterInventory;
  readonly #limits: DeliveryLimits;
  readonly #clock: () => number;

  readonly #lists = new StoreLists();
  readonly #tally = new StoreTally(this.#lists);
  /** When each copy that is stale was due. */
  readonly #late = new Moments();
  readonly #table = new StateTable((distribution, namespace, before, after) => {
    this.#tally.moved(distribution, namespace, before, after);
    if (after?.state !== 'stale') {
      this.#late.set(`${namespace}/${distribution}`, undefined);
    }
  });
  readonly #selectors = new SelectorIndex();
  readonly #deadlines = new Deadlines();
  readonly #known = new Map<string, DistributionRecord>();
  readonly #stores: ClusterStoreWeights;
  /** The inputs of each namespace's states that are not records. */
  readonly #knowledge = new Map<string | undefined, string>();
  #clusterNow = -Infinity;
  #settledAt: number | undefined;
  #derivations = 0;
  /** The number of changes of a list, except those of the states. */
  #otherChanges = 0;

  #areStoresChanged = true;
  readonly #namespaces = new ChangedNames();
  readonly #distributions = new ChangedNames();
  /** Distributions of which every delivery is derived again. */
  readonly #rows = new WorkSet<string>();
  /** Single deliveries, as `namespace/distribution`. */
  readonly #pairs = new WorkSet<string>();
  readonly #search: DeliverySearch;

  constructor(options: {
    cluster: ClusterInventory;
    limits: DeliveryLimits;
    clock: () => number;
  }) {
    this.#cluster = options.cluster;
    this.#limits = options.limits;
    this.#clock = options.clock;
    this.#stores = new ClusterStoreWeights(options.cluster);
    this.#search = new DeliverySearch(options.cluster);
  }

  /** When the states were last known to be those of the cluster; undefined: never yet. */
  get settledAt(): number | undefined {
    return this.#settledAt;
  }

  /** How many states were derived so far. */
  get derivations(): number {
    return this.#derivations;
  }

  /** How many times something that a list of distributions shows became another so far. */
  get changes(): number {
    return this.#table.changes + this.#otherChanges;
  }

  countsOf(distribution: string): StateCounts {
    return this.#table.countsOf(distribution);
  }

  /** The deliveries that read a ClusterSecretStore. */
  dependentsOf(clusterSecretStore: string): StoreDependents {
    return this.#tally.of(clusterSecretStore);
  }

  /** The copies that were delivered, and those of them that are overdue. */
  get refreshes(): Refreshes {
    return {
      delivered: DELIVERED.reduce(
        (sum, state) => sum + this.#table.total(state),
        0,
      ),
      late: this.#table.total('stale'),
      oldestDue: this.#late.oldest,
    };
  }

  /** Each namespace that has to do with a distribution, with the delivery's state. */
  statesOf(distribution: string): Iterable<[string, DeliveryState]> {
    return this.#table.statesOf(distribution);
  }

  /** Takes note of a change of the cluster; quick, and nothing follows from it yet. */
  note({ kind, namespace, name }: InventoryChange): void {
    if (kind === 'clusterexternalsecrets') {
      this.#distributions.add(name);
    } else if (kind === 'clustersecretstores') {
      this.#areStoresChanged = true;
    } else {
      this.#namespaces.add(namespace);
    }
  }

  /**
   * Does what follows from the changes that were noted, and from the time.
   *
   * @param hasTime - asked after each step
   * @returns whether nothing is left to do
   */
  settle(hasTime: () => boolean): boolean {
    const now = this.#clock();
    this.#lookAtTime(now);
    this.#lookAtKnowledge(now);
    this.#lookAtStores();
    while (this.#step(now)) {
      if (!hasTime()) {
        return false;
      }
    }
    if (this.#settledAt === undefined) {
      this.#otherChanges += 1;
    }
    this.#settledAt = now;
    return true;
  }

  #lookAtTime(now: number): void {
    const clusterNow = now + (this.#cluster.clockOffsetMs() ?? 0);
    // Moments that have passed are not kept: going back, all are asked again.
    if (clusterNow < this.#clusterNow) {
      this.#namespaces.add(undefined);
    }
    this.#clusterNow = clusterNow;
    this.#deadlines
      .takeDue(clusterNow)
      .forEach(namespace => this.#namespaces.add(namespace));
  }

  #lookAtKnowledge(now: number): void {
    const maxAgeMs = this.#limits.observationMaxAgeMs;
    for (const namespace of this.#cluster.namespaces ?? [undefined]) {
      const text = knowledgeText(
        this.#cluster.observations(namespace),
        now,
        maxAgeMs,
      );
      if (this.#knowledge.get(namespace) === text) {
        continue;
      }
      this.#knowledge.set(namespace, text);
      this.#otherChanges += 1;
      this.#namespaces.add(namespace);
    }
  }

  #lookAtStores(): void {
    if (!this.#areStoresChanged) {
      return;
    }
    this.#areStoresChanged = false;
    const changed = this.#stores.takeChanged();
    if (changed.size === 0) {
      return;
    }
    for (const { name, spec } of this.#known.values()) {
      if (this.#stores.isAnyOf(spec.stores, changed)) {
        this.#rows.add(name);
      }
    }
    this.#stores
      .takeNamespacesReading(changed)
      .forEach(namespace => this.#namespaces.add(namespace));
  }

  /** @returns false where there was nothing to do */
  #step(now: number): boolean {
    const distribution = this.#distributions.take(() => [
      ...this.#known.keys(),
      ...this.#cluster.distributions().map(({ name }) => name),
    ]);
    if (distribution !== undefined) {
      this.#learnDistribution(distribution);
      return true;
    }
    const searched = this.#search.step();
    if (searched) {
      searched.forEach(({ namespace, distribution: found }) =>
        this.#addPair(namespace, found),
      );
      return true;
    }
    const row = this.#rows.take();
    if (row !== undefined) {
      for (const namespace of this.#table.namespacesOf(row)) {
        this.#addPair(namespace, row);
      }
      return true;
    }
    const namespace = this.#namespaces.take(() => [
      ...this.#table.namespaces(),
      ...this.#cluster.namespaceRecords().map(({ name }) => name),
    ]);
    if (namespace !== undefined) {
      this.#deriveNamespace(namespace, now);
      return true;
    }
    const pair = this.#pairs.take();
    if (pair !== undefined) {
      this.#derivePair(pair, now);
      return true;
    }
    return false;
  }

  #learnDistribution(name: string): void {
    const before = this.#known.get(name);
    const record = this.#cluster.distribution(name);
    if (record === before) {
      return;
    }
    if (!record) {
      this.#otherChanges += 1;
      this.#known.delete(name);
      this.#selectors.delete(name);
      this.#search.delete(name);
      this.#rows.add(name);
      return;
    }
    this.#known.set(name, record);
    const difference = before && distributionDifference(before, record);
    if (!difference || difference.all || difference.words) {
      this.#otherChanges += 1;
    }
    if (!difference || difference.reach) {
      this.#selectors.set(record);
      this.#search.add(record);
    }
    if (!difference || difference.all) {
      this.#rows.add(name);
    }
    difference?.namespaces.forEach(namespace => this.#addPair(namespace, name));
  }

  #addPair(namespace: string, distribution: string): void {
    if (!this.#namespaces.has(namespace)) {
      this.#pairs.add(`${namespace}/${distribution}`);
    }
  }

  #deriveNamespace(name: string, now: number): void {
    const namespace = this.#cluster.namespace(name);
    const standings = new Map<string, DatedStanding>();
    let deadline = Infinity;
    if (namespace) {
      const gatherer = this.#gatherer(namespace, now, moment => {
        deadline = Math.min(deadline, moment);
      });
      const names = candidateDistributions(
        this.#selectors,
        namespace,
        gatherer.siblings,
      );
      for (const distributionName of names) {
        const distribution = this.#cluster.distribution(distributionName);
        const standing = distribution && this.#derive(gatherer, distribution);
        if (standing) {
          standings.set(distributionName, standing);
        }
      }
    }
    this.#table.setNamespace(name, standings);
    standings.forEach((standing, distributionName) =>
      this.#noteMoments(distributionName, name, standing),
    );
    this.#deadlines.set(name, deadline);
  }

  #derivePair(pair: string, now: number): void {
    const slash = pair.indexOf('/');
    const name = pair.slice(0, slash);
    const distributionName = pair.slice(slash + 1);
    const namespace = this.#cluster.namespace(name);
    const distribution = this.#cluster.distribution(distributionName);
    let deadline = this.#deadlines.get(name) ?? Infinity;
    const standing =
      namespace &&
      distribution &&
      this.#derive(
        this.#gatherer(namespace, now, moment => {
          deadline = Math.min(deadline, moment);
        }),
        distribution,
      );
    this.#table.set(distributionName, name, standing);
    if (standing) {
      this.#noteMoments(distributionName, name, standing);
    }
    this.#deadlines.set(name, deadline);
  }

  #gatherer(
    namespace: NamespaceRecord,
    now: number,
    onAwaited: (moment: number) => void,
  ): Gatherer {
    return createGatherer(this.#cluster, namespace, {
      now,
      limits: this.#limits,
      onAwaited,
    });
  }

  /** undefined: the namespace has nothing to do with the distribution. */
  #derive(
    gatherer: Gatherer,
    distribution: DistributionRecord,
  ): DatedStanding | undefined {
    const gathered = gatherer.fromDistribution(distribution);
    if (!isInvolved(gathered)) {
      return undefined;
    }
    this.#derivations += 1;
    this.#stores.noteReading(
      gathered.spec.stores,
      distribution.spec.stores,
      gathered.input.namespace.name,
    );
    const { state, since, isUnexplainedRead } = deriveStanding(gathered.input);
    const { refreshedAt } = gathered.own ?? {};
    return {
      state,
      isUnexplained: isUnexplainedRead,
      stores: this.#lists.numberOf(gathered.spec.stores),
      since,
      dueAt:
        state === 'stale' && refreshedAt !== undefined
          ? refreshedAt + gathered.spec.refreshIntervalMs
          : undefined,
    };
  }

  #noteMoments(
    distribution: string,
    namespace: string,
    { state, isUnexplained, stores, since, dueAt }: DatedStanding,
  ): void {
    if (state === 'stale') {
      this.#late.set(`${namespace}/${distribution}`, dueAt);
    }
    if (isUnexplained) {
      this.#tally.failedAt(distribution, namespace, stores, since);
    }
  }
}
