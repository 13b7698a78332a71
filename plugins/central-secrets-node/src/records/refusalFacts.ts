import type { LabelSelector } from './records';

/**
 * What a cluster says of rights and limits that may be why it refused a read or
 * a write: answers without any value. Whatever could not be read is absent.
 *
 * @public
 */
export interface RefusalFacts {
  /** When the cluster was asked, by its own clock. Milliseconds since the epoch. */
  readonly askedAt: number;
  /** Whether the accounts of stores may read sources. */
  readonly sourceRights: readonly SourceRight[];
  readonly operatorRights?: OperatorRights;
  /** The ResourceQuotas of the namespace. */
  readonly quotas?: readonly QuotaRecord[];
  /** What decides whether an object is admitted, in all namespaces. */
  readonly gates?: readonly AdmissionGate[];
}

/** A source Secret, and the account with which a store reads it. @public */
export interface SourceRead {
  /** The store's service account, as `namespace/name`. */
  readonly account: string;
  /** The namespace of the source. */
  readonly namespace: string;
  readonly name: string;
}

/** @public */
export interface SourceRight extends SourceRead {
  readonly mayRead: boolean;
}

/** The kinds that the operator writes for a delivery, as Kubernetes names resources. @public */
export type WrittenResource = 'secrets' | 'externalsecrets';

/** @public */
export type WriteVerb = 'create' | 'update';

/** What the operator may not write in a namespace. @public */
export interface OperatorRights {
  /** The operator's service account, as `namespace/name`. */
  readonly account: string;
  readonly lacks: readonly {
    readonly verb: WriteVerb;
    readonly resource: WrittenResource;
  }[];
}

/** A ResourceQuota, as far as it limits how many objects of those kinds there are. @public */
export interface QuotaRecord {
  readonly name: string;
  readonly limits: readonly {
    readonly resource: WrittenResource;
    /** As the quota names it, such as `count/secrets`. */
    readonly key: string;
    readonly hard: number;
    readonly used: number;
  }[];
}

/** One rule of a policy or a webhook: to which requests it applies. @public */
export interface GateRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly operations: readonly string[];
}

/** To which requests a policy, its binding, or a webhook applies. @public */
export interface GateScope {
  /** Any of these; absent: all requests. */
  readonly rules?: readonly GateRule[];
  readonly excluded: readonly GateRule[];
  readonly namespaceSelector: LabelSelector;
  readonly objectSelector: LabelSelector;
}

/**
 * A policy with a binding that denies, or a webhook: it may refuse what its
 * scopes have in common.
 *
 * @public
 */
export interface AdmissionGate {
  readonly kind:
    | 'ValidatingAdmissionPolicy'
    | 'ValidatingWebhookConfiguration'
    | 'MutatingWebhookConfiguration';
  readonly name: string;
  /** The webhook in the configuration, or the policy's binding. */
  readonly part: string;
  readonly scopes: readonly GateScope[];
}
