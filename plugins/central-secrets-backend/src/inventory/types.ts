import {
  DistributionRecord,
  EventRecord,
  ExternalSecretRecord,
  HubIndex,
  InvolvedObject,
  NamespaceRecord,
  Observations,
  StoreRecord,
  WriteEvent,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  SkippedCluster,
  ObservedKind,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import type { Manifest } from '@central-secrets/manifest-rules';

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

/** A hub index, and whether it tells of now. */
export interface KnownHubIndex {
  readonly index: HubIndex;
  /** false: its program has not renewed it, and the hub may have changed since. */
  readonly isCurrent: boolean;
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
   * Returns the fields of a distribution or a ClusterSecretStore that the rules
   * read, the same object as long as the record is; undefined for any other
   * record.
   */
  ruleManifest(record: DistributionRecord | StoreRecord): Manifest | undefined;
  /** Newest first, at most 10. */
  eventsAbout(externalSecret: InvolvedObject): readonly EventRecord[];
  /** The newest event of a write by the operator that was ever seen, also one that is gone since. */
  lastWriteTo(externalSecret: InvolvedObject): WriteEvent | undefined;
  /** The hub index; undefined: none is configured, or none is known yet. */
  hubIndex(): KnownHubIndex | undefined;
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
