/**
 * The records kept of the objects that may use a Secret: their owners, the
 * Secrets that they name and in which way, and since when their containers run.
 * They keep not even the name of a variable with a literal value.
 *
 * Times are milliseconds since the epoch.
 */
import {
  ReadTime,
  SecretWay,
} from '@central-secrets/backstage-plugin-central-secrets-common';

/** One place that names a Secret. @public */
export interface SecretReference {
  readonly secret: string;
  readonly way: SecretWay;
  readonly readAt: ReadTime;
  /** undefined: the object as a whole. Init and ephemeral containers count. */
  readonly container?: string;
  /** The keys named, sorted; undefined: all there are. */
  readonly keys?: readonly string[];
  /** The ServiceAccount through which it gets it; undefined: it names it itself. */
  readonly serviceAccount?: string;
}

/** The references to Secrets in a pod's spec, or in a template's. @public */
export interface PodSpecRecord {
  /** `default` where none is named, as Kubernetes has it. */
  readonly serviceAccount: string;
  readonly references: readonly SecretReference[];
  /** There are more references than are read of one object. */
  readonly isCut?: boolean;
}

/** The controlling owner. @public */
export interface OwnerRecord {
  readonly kind: string;
  readonly name: string;
}

/** A Pod. @public */
export interface PodRecord {
  readonly name: string;
  readonly owner?: OwnerRecord;
  readonly spec: PodSpecRecord;
  /** Succeeded or Failed: no container runs, and none will. */
  readonly isFinished: boolean;
  /** The containers that run now, of every type, and since when. */
  readonly running: readonly {
    readonly name: string;
    readonly startedAt: number;
  }[];
}

/**
 * An object that makes pods: a Deployment, StatefulSet, DaemonSet, Job or
 * CronJob. @public
 */
export interface PodTemplateRecord {
  readonly kind: string;
  readonly name: string;
  readonly owner?: OwnerRecord;
  readonly spec: PodSpecRecord;
}

/** An object of which only the owner matters: a ReplicaSet. @public */
export interface OwnedRecord {
  readonly kind: string;
  readonly name: string;
  readonly owner?: OwnerRecord;
}

/** A ServiceAccount. @public */
export interface ServiceAccountRecord {
  readonly name: string;
  readonly imagePullSecrets: readonly string[];
}

/** An Ingress. @public */
export interface IngressRecord {
  readonly name: string;
  readonly tlsSecrets: readonly string[];
}

/** Everything of one namespace that may use a Secret, as far as it could be read. @public */
export interface Workloads {
  readonly pods: readonly PodRecord[];
  readonly templates: readonly PodTemplateRecord[];
  readonly owned: readonly OwnedRecord[];
  readonly serviceAccounts: readonly ServiceAccountRecord[];
  readonly ingresses: readonly IngressRecord[];
}
