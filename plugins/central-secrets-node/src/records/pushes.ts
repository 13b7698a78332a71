/**
 * The records of pushes: PushSecrets write values of the cluster to stores, and
 * ClusterPushSecrets make PushSecrets. Times are milliseconds since the epoch.
 */
import { GeneratorReference, ReadyCondition, StoreReference } from './records';

/** The Secret that a PushSecret reads; neither a name nor a selector: it uses a generator. @public */
export interface PushSourceRecord {
  readonly name?: string;
  /** The Secret is found by its labels. */
  readonly hasSelector?: true;
  readonly generator?: GeneratorReference;
}

/** One value that a PushSecret writes (`spec.data[].match`). @public */
export interface PushEntryRecord {
  /** The key of the source; absent: all of its keys. */
  readonly secretKey?: string;
  /** The path in the store. */
  readonly remoteKey: string;
  /** The property at the path; absent: the entry writes the whole value there. */
  readonly property?: string;
}

/** A value that the operator says it has written (`status.syncedPushSecrets`). @public */
export interface PushedValueRecord {
  readonly store: StoreReference;
  readonly remoteKey: string;
  readonly property?: string;
}

/** The part of a PushSecret's spec that says what is written, and where. @public */
export interface PushSpecRecord {
  /** The stores that it names; at most 20. */
  readonly stores: readonly StoreReference[];
  /** More stores are found by their labels. */
  readonly hasStoreSelector?: true;
  readonly source: PushSourceRecord;
  /** At most 50, with 8,192 characters together. */
  readonly entries: readonly PushEntryRecord[];
  /** There are more entries than are kept. */
  readonly hasMoreEntries?: true;
  /** Keys are chosen by an expression (`spec.dataTo`); only the status says what was written. */
  readonly hasDataTo?: true;
  /** A template changes the value on its way. */
  readonly hasTemplate?: true;
  readonly updatePolicy: 'Replace' | 'IfNotExists';
  readonly deletionPolicy: 'None' | 'Delete';
  /** 0: never again after the first success. */
  readonly refreshIntervalMs: number;
}

/** A PushSecret. @public */
export interface PushSecretRecord {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly generation: number;
  readonly createdAt: number;
  readonly deletedAt?: number;
  /** The ClusterPushSecret that made it, by its name. */
  readonly owner?: string;
  readonly spec: PushSpecRecord;
  /** The last success, by the operator's clock; undefined before it. */
  readonly refreshedAt?: number;
  /** The generation that was last pushed (the part of `syncedResourceVersion` before the dash). */
  readonly syncedGeneration?: number;
  /** At most 50, with 8,192 characters together. */
  readonly pushed: readonly PushedValueRecord[];
  readonly ready?: ReadyCondition;
}

/** A ClusterPushSecret: the PushSecret that it makes in each selected namespace. @public */
export interface ClusterPushSecretRecord {
  readonly name: string;
  readonly uid: string;
  readonly createdAt: number;
  readonly deletedAt?: number;
  /** The name that its PushSecrets have in every namespace. */
  readonly pushSecretName: string;
  readonly spec: PushSpecRecord;
  /** Where it could not make or change the PushSecret; at most 20. */
  readonly failedNamespaces: readonly {
    readonly namespace: string;
    /** Redacted and cut (see `redactText`). */
    readonly reason: string;
  }[];
  readonly failedNamespacesLeftOut?: number;
}
