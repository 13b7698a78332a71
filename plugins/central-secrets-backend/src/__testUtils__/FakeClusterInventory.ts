import {
  DistributionRecord,
  EventRecord,
  ExternalSecretRecord,
  InvolvedObject,
  isEventAbout,
  isEventAboutStore,
  isOfferedTo,
  NamespaceRecord,
  Observation,
  Observations,
  parseDistribution,
  parseEvent,
  parseExternalSecret,
  parseNamespace,
  parseStore,
  ReconciledKind,
  StoreRecord,
  WriteEvent,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  SkippedCluster,
  OBSERVED_KINDS,
  ObservedKind,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import type { Manifest } from '@central-secrets/manifest-rules';
import { FakePushes } from './FakePushes';
import { RawObject } from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { labelKeysOf } from '../inventory/collections';
import { neverReconciledSince } from '../inventory/neverReconciled';
import { ruleManifestOf } from '../inventory/ruleManifest';
import {
  ClusterInventory,
  Inventory,
  InventoryChange,
  KnownHubIndex,
  KnownOperator,
} from '../inventory/types';

/** A cluster that is known to hold exactly the objects that a test put there. */
export class FakeClusterInventory implements ClusterInventory {
  readonly name: string;
  readonly title?: string;
  readonly writable: boolean;
  namespaces?: readonly string[];
  /** The answer of `clockOffsetMs()`. */
  offsetMs?: number = 0;
  /** The answer of `hubIndex()`. */
  knownHubIndex?: KnownHubIndex;
  /** A test sets what the cluster says when it is asked. */
  refusalFacts: ClusterInventory['refusalFacts'] = () => undefined;
  /** The answer of `operator()`. */
  knownOperator?: KnownOperator;
  readonly pushes: FakePushes;
  readonly #observed: Record<ObservedKind, Observation>;
  readonly #namespaceRecordsByName = new Map<string, NamespaceRecord>();
  readonly #distributionRecords = new Map<string, DistributionRecord>();
  readonly #externalSecretRecords = new Map<string, ExternalSecretRecord>();
  readonly #storeRecords = new Map<string, StoreRecord>();
  readonly #manifests = new WeakMap<object, Manifest>();
  readonly #eventRecords: EventRecord[] = [];
  readonly #listeners = new Set<(change: InventoryChange) => void>();

  /**
   * By the ExternalSecret's uid; a test sets the events that the inventory
   * remembers.
   */
  readonly rememberedWrites = new Map<string, WriteEvent>();

  constructor(options: {
    name?: string;
    title?: string;
    writable?: boolean;
    /** Milliseconds since the epoch; undefined: nothing was ever observed. */
    observedAt: number | undefined;
    objects?: readonly RawObject[];
  }) {
    this.name = options.name ?? 'demo';
    this.title = options.title;
    this.writable = options.writable ?? true;
    this.#observed = Object.fromEntries(
      OBSERVED_KINDS.map(kind => [kind, { observedAt: options.observedAt }]),
    ) as Record<ObservedKind, Observation>;
    this.pushes = new FakePushes(options.observedAt);
    this.put(...(options.objects ?? []));
  }

  /** Adds objects, or puts them in the place of those of the same name, and tells of each. */
  put(...objects: readonly RawObject[]): void {
    for (const object of objects) {
      if (this.pushes.put(object)) {
        continue;
      }
      this.#keepObject(object);
      this.tell(changeOf(object));
    }
  }

  /** Removes objects by their kinds and names, and tells of each. */
  remove(...objects: readonly RawObject[]): void {
    for (const object of objects) {
      if (this.pushes.remove(object)) {
        continue;
      }
      const { name, namespace } = object.metadata as Record<string, string>;
      this.#recordsOf(object.kind as string).delete(key(namespace, name));
      this.tell(changeOf(object));
    }
  }

  #recordsOf(kind: string): Map<string, unknown> {
    switch (kind) {
      case 'Namespace':
        return this.#namespaceRecordsByName;
      case 'ClusterExternalSecret':
        return this.#distributionRecords;
      case 'ExternalSecret':
        return this.#externalSecretRecords;
      default:
        return this.#storeRecords;
    }
  }

  #keepObject(object: RawObject): void {
    switch (object.kind) {
      case 'Namespace':
        this.#keep(this.#namespaceRecordsByName, parseNamespace(object));
        break;
      case 'ClusterExternalSecret':
        this.#keepWithManifest(
          this.#distributionRecords,
          parseDistribution(object),
          object,
        );
        break;
      case 'ExternalSecret':
        this.#keep(this.#externalSecretRecords, parseExternalSecret(object));
        break;
      case 'ClusterSecretStore':
      case 'SecretStore':
        this.#keepWithManifest(this.#storeRecords, parseStore(object), object);
        break;
      case 'Event':
        this.#eventRecords.unshift(parseEvent(object));
        break;
      default:
        throw new Error(`No inventory holds a ${object.kind}`);
    }
  }

  removeDistribution(name: string): void {
    this.#distributionRecords.delete(key(undefined, name));
  }

  /** Says how well a kind, or every kind, is known. */
  observe(observation: Observation, kind?: ObservedKind): void {
    for (const each of kind ? [kind] : OBSERVED_KINDS) {
      this.#observed[each] = observation;
      this.tell({ kind: each });
    }
  }

  /** Each open watch gave a sign of life. Listeners are not called. */
  hear(now: number): void {
    for (const kind of OBSERVED_KINDS) {
      const { observedAt, error, ...known } = this.#observed[kind];
      if (observedAt !== undefined && !error) {
        this.#observed[kind] = { ...known, observedAt: now };
      }
    }
  }

  hubIndex(): KnownHubIndex | undefined {
    return this.knownHubIndex;
  }

  operator(): KnownOperator | undefined {
    return this.knownOperator;
  }

  clockOffsetMs(): number | undefined {
    return this.offsetMs;
  }

  /** Without regard to the namespace: all are known equally well. */
  observations(_namespace?: string): Observations {
    return { ...this.#observed };
  }

  count(kind: ObservedKind): number | undefined {
    const sizes: Record<ObservedKind, number> = {
      namespaces: this.#namespaceRecordsByName.size,
      clusterexternalsecrets: this.#distributionRecords.size,
      externalsecrets: this.#externalSecretRecords.size,
      clustersecretstores: this.#storeRecords.size,
      secretstores: 0,
      events: this.#eventRecords.length,
    };
    return this.#observed[kind].observedAt === undefined
      ? undefined
      : sizes[kind];
  }

  namespace(name: string): NamespaceRecord | undefined {
    return this.#namespaceRecordsByName.get(key(undefined, name));
  }

  namespacesWithLabel(label: string, value: string): NamespaceRecord[] {
    return [...this.#namespaceRecordsByName.values()].filter(
      ({ labels }) => labels[label] === value,
    );
  }

  namespaceRecords(): NamespaceRecord[] {
    return [...this.#namespaceRecordsByName.values()];
  }

  distributions(): DistributionRecord[] {
    return [...this.#distributionRecords.values()];
  }

  distributionsAskingFor(labelKeys: Iterable<string>): DistributionRecord[] {
    const keys = new Set(labelKeys);
    return this.distributions().filter(record =>
      labelKeysOf(record).some(labelKey => keys.has(labelKey)),
    );
  }

  distributionsForLabels(): DistributionRecord[] {
    return this.distributions();
  }

  countOfferedTo(ownerRefs: readonly string[]): number {
    return this.distributions().filter(
      record => isOfferedTo(record, ownerRefs).offered,
    ).length;
  }

  distribution(name: string): DistributionRecord | undefined {
    return this.#distributionRecords.get(key(undefined, name));
  }

  externalSecret(
    namespace: string,
    name: string,
  ): ExternalSecretRecord | undefined {
    return this.#externalSecretRecords.get(key(namespace, name));
  }

  externalSecretsIn(namespace: string): ExternalSecretRecord[] {
    return [...this.#externalSecretRecords.values()].filter(
      record => record.namespace === namespace,
    );
  }

  store(
    kind: StoreRecord['kind'],
    name: string,
    namespace: string,
  ): StoreRecord | undefined {
    return this.#storeRecords.get(
      key(kind === 'SecretStore' ? namespace : undefined, name),
    );
  }

  clusterStores(): StoreRecord[] {
    return [...this.#storeRecords.values()].filter(
      ({ kind }) => kind === 'ClusterSecretStore',
    );
  }

  neverReconciledSince(kind: ReconciledKind): number | undefined {
    return neverReconciledSince(
      kind === 'clustersecretstores'
        ? this.clusterStores()
        : this.distributions(),
    );
  }

  ruleManifest(record: DistributionRecord | StoreRecord) {
    return this.#manifests.get(record);
  }

  eventsAbout(externalSecret: InvolvedObject): EventRecord[] {
    return this.#eventRecords.filter(event =>
      isEventAbout(event, externalSecret),
    );
  }

  warningAbout(store: StoreRecord): EventRecord | undefined {
    return this.#eventRecords.find(
      event => event.type === 'Warning' && isEventAboutStore(event, store),
    );
  }

  onChange(listener: (change: InventoryChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells the listeners of a change that was not made. */
  tell(change: InventoryChange): void {
    this.#listeners.forEach(listener => listener(change));
  }

  lastWriteTo({ uid }: InvolvedObject): WriteEvent | undefined {
    return this.rememberedWrites.get(uid);
  }

  #keepWithManifest<T extends { name: string; namespace?: string }>(
    records: Map<string, T>,
    record: T,
    object: RawObject,
  ): void {
    const manifest = ruleManifestOf(object);
    if (manifest) {
      this.#manifests.set(record, manifest);
    }
    this.#keep(records, record);
  }

  #keep<T extends { name: string; namespace?: string }>(
    records: Map<string, T>,
    record: T,
  ): void {
    records.set(key(record.namespace, record.name), record);
  }
}

const KINDS: Readonly<Record<string, ObservedKind>> = {
  Namespace: 'namespaces',
  ClusterExternalSecret: 'clusterexternalsecrets',
  ExternalSecret: 'externalsecrets',
  ClusterSecretStore: 'clustersecretstores',
  SecretStore: 'secretstores',
  Event: 'events',
};

/**
 * Returns the change that a reflected inventory would report for this object.
 */
function changeOf({ kind, metadata }: RawObject): InventoryChange {
  const { name, namespace } = metadata as Record<string, string>;
  return {
    kind: KINDS[kind as string],
    namespace: kind === 'Namespace' ? name : namespace,
    name,
  };
}

function key(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}

/** An inventory of the clusters that a test gives it. */
export class FakeInventory implements Inventory {
  started = false;
  readonly #known: readonly FakeClusterInventory[];

  constructor(
    known: readonly FakeClusterInventory[],
    readonly skipped: readonly SkippedCluster[] = [],
  ) {
    this.#known = known;
  }

  clusters(): readonly FakeClusterInventory[] {
    return this.#known;
  }

  cluster(name: string): FakeClusterInventory | undefined {
    return this.#known.find(cluster => cluster.name === name);
  }

  start(): void {
    this.started = true;
  }

  async stop(): Promise<void> {
    this.started = false;
  }
}
