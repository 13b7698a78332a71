import {
  ClusterPushSecretRecord,
  DistributionRecord,
  EventRecord,
  ExternalSecretRecord,
  HubIndex,
  InvolvedObject,
  NamespaceRecord,
  Observation,
  Observations,
  PushSecretRecord,
  ReconciledKind,
  RefusalFacts,
  SourceRead,
  StoreRecord,
  WriteEvent,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  SkippedCluster,
  ObservedKind,
  OperatorSource,
  PushKind,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import type { KnownRelease, Manifest } from '@central-secrets/manifest-rules';

/** That something of one cluster is known differently now. */
export interface InventoryChange {
  readonly kind: ObservedKind;
  /**
   * The only namespace that it is about; undefined: it may be about any, as
   * after a list, or for a kind without namespaces.
   */
  readonly namespace?: string;
  /** The only object of the kind that changed, by its name; undefined: any may have. */
  readonly name?: string;
}

/** That something of one cluster's pushes is known differently now. */
export interface PushChange {
  readonly kind: PushKind;
  readonly namespace?: string;
  /** The only object of the kind that changed; undefined: any may have. */
  readonly name?: string;
}

/** The current knowledge about what one cluster pushes to stores. */
export interface PushInventory {
  /**
   * How well a kind is known in a namespace. Without one: in all that are
   * observed, as little as in the one that is known least.
   */
  observation(kind: PushKind, namespace?: string): Observation;
  /** undefined: not known. */
  count(kind: PushKind): number | undefined;
  pushSecret(namespace: string, name: string): PushSecretRecord | undefined;
  pushSecrets(): Iterable<PushSecretRecord>;
  clusterPushSecret(name: string): ClusterPushSecretRecord | undefined;
  clusterPushSecrets(): Iterable<ClusterPushSecretRecord>;
  /** As that of the inventory, for these kinds alone. */
  onChange(listener: (change: PushChange) => void): () => void;
}

/** A hub index, and whether it tells of now. */
export interface KnownHubIndex {
  readonly index: HubIndex;
  /** false: its program has not renewed it, and the hub may have changed since. */
  readonly isCurrent: boolean;
}

/** The operator of a cluster, and how its release is known. */
export interface KnownOperator {
  readonly release: KnownRelease;
  readonly source: OperatorSource;
  /** Milliseconds since the epoch; undefined: the configuration names it. */
  readonly readAt?: number;
  /** Whether it handles PushSecrets; undefined: not known. */
  readonly handlesPushes?: boolean;
}

/**
 * The current knowledge about one cluster. Nothing here waits, and nothing
 * throws.
 */
export interface ClusterInventory {
  readonly name: string;
  readonly title?: string;
  /** Whether a write credential is configured. */
  readonly writable: boolean;
  /** The only namespaces that are observed; undefined: all. */
  readonly namespaces?: readonly string[];
  /**
   * How well each kind is known in a namespace. Without one: in all that are
   * observed, as little as in the one that is known least.
   */
  observations(namespace?: string): Observations;
  /** By how much the cluster's clock is ahead of ours, as its answers tell; undefined: not known yet. */
  clockOffsetMs(): number | undefined;
  /** undefined: not known. */
  count(kind: ObservedKind): number | undefined;
  namespace(name: string): NamespaceRecord | undefined;
  namespacesWithLabel(key: string, value: string): readonly NamespaceRecord[];
  /** All that are observed. */
  namespaceRecords(): readonly NamespaceRecord[];
  distributions(): readonly DistributionRecord[];
  distribution(name: string): DistributionRecord | undefined;
  /** Those whose selectors look at any of these label keys, each once, by name. */
  distributionsAskingFor(
    labelKeys: Iterable<string>,
  ): readonly DistributionRecord[];
  /**
   * Those that a namespace with these labels may ask for, each once; and others,
   * which have to be judged by `isAskedFor`.
   */
  distributionsForLabels(
    labels: Readonly<Record<string, string>>,
  ): readonly DistributionRecord[];
  /** How many are offered to these owners (`isOfferedTo`). */
  countOfferedTo(ownerRefs: readonly string[]): number;
  externalSecret(
    namespace: string,
    name: string,
  ): ExternalSecretRecord | undefined;
  externalSecretsIn(namespace: string): readonly ExternalSecretRecord[];
  store(
    kind: 'ClusterSecretStore' | 'SecretStore',
    name: string,
    namespace: string,
  ): StoreRecord | undefined;
  clusterStores(): readonly StoreRecord[];
  /**
   * Since when there are objects of a kind of which the operator has never
   * written a status: when the oldest of them was created. undefined: it has, or
   * there are none.
   */
  neverReconciledSince(kind: ReconciledKind): number | undefined;
  /**
   * Returns the fields of a distribution or a ClusterSecretStore that the rules
   * read, the same object as long as the record is; undefined for any other
   * record.
   */
  ruleManifest(record: DistributionRecord | StoreRecord): Manifest | undefined;
  /** Newest first, at most 10. */
  eventsAbout(externalSecret: InvolvedObject): readonly EventRecord[];
  /**
   * The newest Warning event about a store; undefined: none is known. Of a
   * ClusterSecretStore only what stands in the namespace `default` counts.
   */
  warningAbout(store: StoreRecord): EventRecord | undefined;
  /** The newest event of a write by the operator that was ever seen, also one that is gone since. */
  lastWriteTo(externalSecret: InvolvedObject): WriteEvent | undefined;
  /** The hub index; undefined: none is configured, or none is known yet. */
  hubIndex(): KnownHubIndex | undefined;
  /** External Secrets Operator; undefined: its release is not known. */
  operator(): KnownOperator | undefined;
  /** What the cluster pushes to stores. */
  readonly pushes: PushInventory;
  /**
   * What the cluster says of rights and limits in a namespace, as far as it was
   * asked. Where nothing is known, or it is old, the cluster is asked in the
   * background, and its answer is a change of the namespace.
   *
   * @param failedSince - by the cluster's clock: answers from before are asked for again; undefined: not known
   */
  refusalFacts(
    namespace: string,
    reads: readonly SourceRead[],
    failedSince?: number,
  ): RefusalFacts | undefined;
  /**
   * Calls back after each change of the inventory, in the same tick; also when
   * a kind is lost or is back. Returns a function that ends that. A listener
   * must be quick and must not throw: the watch waits for it.
   */
  onChange(listener: (change: InventoryChange) => void): () => void;
}

/** The current knowledge about all configured clusters. */
export interface Inventory {
  /** Clusters that the configuration names, and that cannot be observed; undefined: none. */
  readonly skipped?: readonly SkippedCluster[];
  clusters(): readonly ClusterInventory[];
  cluster(name: string): ClusterInventory | undefined;
  start(): void;
  stop(): Promise<void>;
}
