import {
  Certainty,
  CheckCode,
  DeliveryCause,
  DeliveryState,
  Message,
  RemedyBy,
  RemedyCode,
  SummaryCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  DeliveryWarning,
  DistributionRecord,
  EventRecord,
  ExternalSecretRecord,
  HubIndex,
  NamespaceRecord,
  Observations,
  RefusalFacts,
  StoreRecord,
} from '../records';
import { Rivals } from './secretWriters';

/**
 * The bounds by which time decides a state. All in milliseconds.
 *
 * @public
 */
export interface DeliveryLimits {
  /** An inventory older than this no longer counts as knowledge. */
  readonly observationMaxAgeMs: number;
  /** `stale` from refreshIntervalFactor × the interval + staleGraceMs on. */
  readonly refreshIntervalFactor: number;
  readonly staleGraceMs: number;
  /** From then on, `pending` is unusual. */
  readonly pendingUnusualAfterMs: number;
}

/** @public */
export const DEFAULT_DELIVERY_LIMITS: DeliveryLimits = {
  observationMaxAgeMs: 60_000,
  refreshIntervalFactor: 2,
  staleGraceMs: 60_000,
  pendingUnusualAfterMs: 60_000,
};

/**
 * All that a delivery's state depends on. Readonly: a check never changes it,
 * and never looks anything up.
 *
 * @public
 */
export interface DeliveryInput {
  /** By the backend's clock, like the times of `observations`. */
  readonly now: number;
  /**
   * The same moment by the cluster's clock, like all times of its objects. Two
   * machines' clocks may be minutes apart, and then nothing is old or new
   * because of it.
   */
  readonly clusterNow: number;
  /**
   * Hears of moments by the cluster's clock that have not come yet and on which
   * the answer depends: until the first of them, time alone does not change it.
   * The present moment: it may change at any time.
   */
  readonly onAwaited?: (moment: number) => void;
  readonly cluster: string;
  readonly limits: DeliveryLimits;
  readonly observations: Observations;
  readonly namespace: NamespaceRecord;
  /** undefined: the team declared the ExternalSecret itself. */
  readonly distribution?: DistributionRecord;
  /**
   * The ExternalSecret that has the delivery's name in the namespace, with any
   * owner.
   */
  readonly externalSecret?: ExternalSecretRecord;
  /**
   * The stores that the spec names; one that does not exist, or whose kind
   * cannot be read (see `observations`), is absent.
   */
  readonly stores: readonly StoreRecord[];
  /** The newest Warning about each of `stores`, as far as there is one; absent: not looked at. */
  readonly storeEvents?: readonly EventRecord[];
  /**
   * Since when there are objects of a cluster-wide kind of which the operator
   * has never written a status; absent: it has, or it was not looked at.
   */
  readonly neverReconciledSince?: {
    readonly clusterexternalsecrets?: number;
    readonly clustersecretstores?: number;
  };
  /** The stores of `stores` of which many deliveries fail at once; absent: not looked at. */
  readonly sharedFaults?: readonly SharedFault[];
  /** The errors that the rules find in the manifest of `distribution`; absent: not judged. */
  readonly faults?: readonly DefinitionFault[];
  /** What the hub has, where it is known; absent: not known, or not asked for. */
  readonly hubIndex?: HubIndex;
  /** What the cluster says of rights and limits; absent: not known yet, or not asked. */
  readonly refusalFacts?: RefusalFacts;
  /** Events about `externalSecret`, newest first. */
  readonly events: readonly EventRecord[];
  /** The other ExternalSecrets of the namespace that write the same Secret, without those that are being deleted. */
  readonly rivals: Rivals;
}

/** A fault that the deliveries of a ClusterSecretStore have in common. @public */
export interface SharedFault {
  readonly store: string;
  /** The store is ready: only that all of them fail tells of its fault. */
  readonly isSuspected: boolean;
}

/** An error that a rule finds in a distribution's manifest. @public */
export interface DefinitionFault {
  /** The rule's name, such as `template-unparsable`. */
  readonly code: string;
  /** The field, such as `spec.namespaceSelectors[0]`. */
  readonly field: string;
  /** Holds no value of a template. */
  readonly message: string;
}

/** One fact a state was derived from. @public */
export interface Evidence {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  /** A path such as `status.conditions[Ready].message`, or `event UpdateFailed`. */
  readonly field: string;
  readonly value: string;
  /** Milliseconds since the epoch. */
  readonly at?: number;
}

/** The action that resolves a state, and who can take it. @public */
export interface Remedy extends Message<RemedyCode> {
  readonly by: RemedyBy;
  /** A command that can be pasted as it is. */
  readonly command?: string;
}

/** A cause that fits what is known, and the check that decides. @public */
export interface Candidate {
  readonly cause: DeliveryCause;
  readonly check: Message<CheckCode>;
  /** The one who can make the check. */
  readonly by: RemedyBy;
  /** A command that can be pasted as it is. */
  readonly command?: string;
}

/** The result of `deriveDelivery`. @public */
export interface DerivedDelivery {
  readonly state: DeliveryState;
  readonly cause?: DeliveryCause;
  /** How sure the cause is; undefined: there is none. */
  readonly certainty?: Certainty;
  /** Where the cause is not proven: what it may be, the most frequent first. */
  readonly candidates: readonly Candidate[];
  /** Since when the state holds, where the cluster says it. */
  readonly since?: number;
  readonly summary: Message<SummaryCode>;
  readonly evidence: readonly Evidence[];
  readonly remedy: Remedy;
  readonly warnings: readonly DeliveryWarning[];
}
