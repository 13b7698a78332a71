/**
 * What is kept of the objects that may use a Secret: who they belong to, which
 * Secrets they name and in which way, and since when their containers run.
 * Of a variable with a literal value not even the name is kept.
 *
 * Times are milliseconds since the epoch.
 */

/**
 * The ways in which something names a Secret.
 *
 * - `storage`: credentials with which a volume is mounted, such as
 *   `csi.nodePublishSecretRef`
 * - `tls`: an Ingress serves with it
 *
 * @public
 */
export const SECRET_WAYS = [
  'imagePullSecrets',
  'env',
  'envFrom',
  'volume',
  'projected',
  'storage',
  'tls',
] as const;

/** @public */
export type SecretWay = (typeof SECRET_WAYS)[number];

/**
 * When the value is read, which decides how a new one gets in.
 *
 * - `pull`: whenever an image is pulled
 * - `start`: when a container starts, and never again while it runs: variables,
 *   and mounts with a `subPath`
 * - `always`: the kubelet (or an Ingress controller) brings each new value by
 *   itself
 * - `mount`: when a volume is mounted
 *
 * From Kubernetes' documentation of Secrets ("Mounted Secrets are updated
 * automatically", "A container using a Secret as a subPath volume mount does not
 * receive automated Secret updates") and of variables.
 *
 * @public
 */
export const READ_TIMES = ['pull', 'start', 'always', 'mount'] as const;

/** @public */
export type ReadTime = (typeof READ_TIMES)[number];

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

/** What a pod's spec, or a template's, says about Secrets. @public */
export interface PodSpecRecord {
  /** `default` where none is named, as Kubernetes has it. */
  readonly serviceAccount: string;
  readonly references: readonly SecretReference[];
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

/** What makes pods: a Deployment, StatefulSet, DaemonSet, Job or CronJob. @public */
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
