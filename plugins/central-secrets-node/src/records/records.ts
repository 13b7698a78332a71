/**
 * The records kept of each Kubernetes object: small and allow-listed, made from
 * the raw object the moment it arrives (`parse/`). They have no field that
 * could hold a secret's value.
 *
 * Times are milliseconds since the epoch.
 */
import {
  Message,
  MessageParameters,
  ObservationCode,
  ObservedKind,
  StoreKind,
  WarningCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { SecretMark } from './secretMarks';

/** A Kubernetes label selector, as the API has it. @public */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
}

/** @public */
export interface LabelSelectorRequirement {
  readonly key: string;
  /** In, NotIn, Exists or DoesNotExist; anything else is an invalid selector. */
  readonly operator: string;
  readonly values?: readonly string[];
}

/** A Namespace. @public */
export interface NamespaceRecord {
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly createdAt: number;
  readonly labels: Readonly<Record<string, string>>;
  /** Only the annotations under `central-secrets/` and the marks of GitOps controllers (`argocd.argoproj.io/tracking-id`, `kustomize.toolkit.fluxcd.io/name`). */
  readonly annotations: Readonly<Record<string, string>>;
  readonly finalizers: readonly string[];
  readonly deletedAt?: number;
  /**
   * When a label was last written, by label key, from `metadata.managedFields`:
   * the newest time of a manager that owns the label. That time is of the
   * manager's last write, so it is an upper bound.
   */
  readonly labelTimes: Readonly<Record<string, number>>;
}

/** The `Ready` condition of an ExternalSecret or a store. @public */
export interface ReadyCondition {
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  /** Redacted and cut (see `redactText`). */
  readonly message: string;
  readonly changedAt?: number;
}

/** A store, as an ExternalSecret names it. @public */
export interface StoreReference {
  readonly kind: StoreKind;
  readonly name: string;
}

/** When the operator may refresh by the clock (`spec.syncWindows`, ESO 2.7). @public */
export interface SyncWindowsRecord {
  /** allow: only while a window is open; deny: only while none is. */
  readonly kind: 'allow' | 'deny';
  /** At most 10; one that cannot be read is left out, as by the operator. */
  readonly windows: readonly {
    /** A cron schedule with five fields, in UTC, or a descriptor such as `@daily`. */
    readonly schedule: string;
    /** How long the window stays open after each firing. */
    readonly durationMs: number;
  }[];
  /** There are more windows than are kept: what is kept decides nothing. */
  readonly isCut?: true;
}

/** A generator, as an ExternalSecret names it. @public */
export interface GeneratorReference {
  /** Such as `ECRAuthorizationToken`, or `ClusterGenerator`. */
  readonly kind: string;
  readonly name: string;
}

/** A source that an entry of an ExternalSecret reads. @public */
export interface SourceReference {
  readonly key: string;
  readonly property?: string;
  /** The store that the entry itself names; absent: the first of the spec's stores. */
  readonly store?: StoreReference;
  /** The labels and annotations of the source are read, and not its data. */
  readonly isMetadata?: true;
}

/** The part of an ExternalSecret's spec that says what will be written, and from where. @public */
export interface ExternalSecretSpecRecord {
  /**
   * The stores that are read, each once, the one of `secretStoreRef` first; at
   * most 20. Empty where only generators are used.
   */
  readonly stores: readonly StoreReference[];
  /** undefined: the ExternalSecret's own name. */
  readonly targetName?: string;
  /** `Opaque` where nothing else is asked for; of another kind than Secret, its kind. */
  readonly targetType: string;
  /** The kind that is written in place of a Secret (`spec.target.manifest`), such as `ConfigMap`; absent: a Secret. */
  readonly targetKind?: string;
  /** The keys the Secret will have, sorted; undefined when they are known only at the source (`dataFrom`, `templateFrom`). */
  readonly keys?: readonly string[];
  /** How many more keys it will have than those that are kept, at most 100; absent: none. */
  readonly keysLeftOut?: number;
  /**
   * The source whose keys the Secret will have, all of them and no others;
   * absent: it is not as simple.
   */
  readonly wholeSource?: string;
  /** The generators that are asked, each once; at most 20. Absent: none. */
  readonly generators?: readonly GeneratorReference[];
  /** At most 20. */
  readonly sources: readonly SourceReference[];
  /** More sources are read than those that are kept. */
  readonly hasMoreSources?: true;
  readonly creationPolicy:
    | 'Owner'
    | 'Orphan'
    | 'Merge'
    | 'None'
    | 'CreateOrMerge';
  readonly deletionPolicy: 'Retain' | 'Delete' | 'Merge';
  /** The Secret keeps the data with which it was created; absent: it follows the source. */
  readonly isImmutable?: true;
  readonly refreshPolicy: 'CreatedOnce' | 'Periodic' | 'OnChange';
  /** 0: never again after the first time. */
  readonly refreshIntervalMs: number;
  /** absent: at any time. */
  readonly syncWindows?: SyncWindowsRecord;
}

/** A ClusterExternalSecret, seen as something one can have. @public */
export interface DistributionRecord {
  readonly name: string;
  readonly uid: string;
  readonly generation: number;
  readonly createdAt: number;
  readonly deletedAt?: number;
  /**
   * Only those under `central-secrets/`, and what looks like a misspelling of
   * one; one that is very long counts as empty.
   */
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** The name that its children have in every namespace. */
  readonly externalSecretName: string;
  /** ORed. The deprecated `namespaceSelector` and `namespaces` are folded in (a name becomes `kubernetes.io/metadata.name=<name>`, as ESO does). */
  readonly selectors: readonly LabelSelector[];
  readonly spec: ExternalSecretSpecRecord;
  readonly failedNamespaces: readonly {
    readonly namespace: string;
    readonly reason: string;
  }[];
  readonly ready?: {
    readonly status: 'True' | 'False' | 'Unknown';
    readonly message: string;
  };
}

/** An ExternalSecret. @public */
export interface ExternalSecretRecord {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly generation: number;
  readonly createdAt: number;
  readonly deletedAt?: number;
  /** Only while it is being deleted, at most 20; absent: there are none, or more. */
  readonly finalizers?: readonly string[];
  /** The controlling owner. */
  readonly owner?: {
    readonly kind: string;
    readonly name: string;
    readonly uid: string;
  };
  readonly spec: ExternalSecretSpecRecord;
  /** The last success, by the operator's clock; undefined before it. */
  readonly refreshedAt?: number;
  /**
   * When the operator's last write of that was taken down, by the API server's
   * clock, from `metadata.managedFields`: the time of the writer's last change
   * of the status, so an upper bound.
   */
  readonly refreshWrittenAt?: number;
  /** The generation that was last synced (the part of `syncedResourceVersion` before the dash). */
  readonly syncedGeneration?: number;
  /** The Secret it is bound to (`status.binding.name`). */
  readonly boundSecret?: string;
  readonly ready?: ReadyCondition;
  /** The labels and annotations of its Secret by which controllers find or track it, with their values; absent: none. */
  readonly marks?: Readonly<Partial<Record<SecretMark, string>>>;
}

/** One entry of a ClusterSecretStore's `spec.conditions`; entries are ORed, and so are the fields within one. @public */
export interface StoreCondition {
  readonly namespaceSelector?: LabelSelector;
  readonly namespaces?: readonly string[];
  /** Unanchored regular expressions. */
  readonly namespaceRegexes?: readonly string[];
}

/** A ClusterSecretStore or SecretStore. @public */
export interface StoreRecord {
  readonly kind: StoreKind;
  /** undefined for a ClusterSecretStore. */
  readonly namespace?: string;
  readonly name: string;
  readonly uid: string;
  readonly createdAt: number;
  /** `spec.controller`: another controller class is skipped by ESO without a word. */
  readonly controller?: string;
  /** The provider's key in `spec.provider`, such as `kubernetes` or `vault`. */
  readonly provider: string;
  /** The namespace that a store of the provider `kubernetes` reads. */
  readonly remoteNamespace?: string;
  /** The service account with which it reads there, as `namespace/name`; undefined: it has another credential. */
  readonly account?: string;
  /** A store of the provider `kubernetes` names an API server, which may be another cluster's. */
  readonly hasOwnServer?: true;
  /** How a store of the provider `vault` writes its paths; absent: another provider. */
  readonly vault?: {
    /** The mount; absent: it is the first part of each path. */
    readonly mount?: string;
    readonly version: 'v1' | 'v2';
  };
  readonly conditions: readonly StoreCondition[];
  readonly ready?: ReadyCondition;
}

/** A Kubernetes event about an ExternalSecret or a store, from ESO. @public */
export interface EventRecord {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  /**
   * The API version of the object that the event is about, such as
   * `external-secrets.io/v1`; empty: the event does not say.
   */
  readonly involvedApiVersion: string;
  readonly involvedKind: string;
  readonly involvedNamespace: string;
  readonly involvedName: string;
  readonly involvedUid: string;
  readonly type: string;
  readonly reason: string;
  /** Redacted and cut (see `redactText`). */
  readonly message: string;
  readonly count: number;
  /** When it last happened, by its writer; any time may stand here (see `eventTime`). */
  readonly lastAt: number;
  /** When the API server first stored it. */
  readonly createdAt: number;
  /** When it was last written, from `metadata.managedFields`; a writer can change that. */
  readonly writtenAt: number;
}

/** How well one kind of one cluster is known now. @public */
export interface Observation {
  /** When the inventory was last known to equal the cluster (a list, an event or a bookmark); undefined: never yet. */
  readonly observedAt?: number;
  /**
   * Changes since `observedAt` are not known yet: a list was read or a watch
   * was opened a moment ago, or the kind is only polled.
   */
  readonly isCatchingUp?: boolean;
  /** Why it is not being observed now; undefined while all is well. */
  readonly error?: ObservationError;
}

/** @public */
export interface ObservationError {
  readonly code:
    | 'connecting'
    | 'unreachable'
    | 'unauthorized'
    | 'forbidden'
    | 'not-installed'
    | 'failing';
  /** The request and its answer, redacted. */
  readonly message: Message<ObservationCode>;
}

/** How well a cluster is known: one observation per kind. @public */
export type Observations = Readonly<Record<ObservedKind, Observation>>;

/** One warning beside a state. @public */
export interface DeliveryWarning {
  readonly code: WarningCode;
  readonly parameters: MessageParameters;
}
