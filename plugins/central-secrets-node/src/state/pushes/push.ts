import {
  Certainty,
  CheckCode,
  DeliveryState,
  Message,
  PushCause,
  RemedyBy,
  SummaryCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  DeliveryWarning,
  EventRecord,
  HubIndex,
  NamespaceRecord,
  Observation,
  PushSecretRecord,
  StoreRecord,
  StoreReference,
} from '../../records';
import { DeliveryInput, Evidence, Remedy } from '../delivery';

/**
 * All that the state of a push depends on: one PushSecret, one store and one
 * path that it writes there. Readonly, as the input of a delivery.
 *
 * @public
 */
export interface PushInput
  extends Pick<
    DeliveryInput,
    'cluster' | 'clusterNow' | 'limits' | 'now' | 'observations' | 'onAwaited'
  > {
  readonly push: PushSecretRecord;
  /** How well PushSecrets are known in its namespace. */
  readonly observation: Observation;
  readonly store: StoreReference;
  /** undefined: it does not exist, or its kind is not known (see `observations`). */
  readonly storeRecord?: StoreRecord;
  /** The newest Warning about the store. */
  readonly storeWarning?: EventRecord;
  readonly path: string;
  /** undefined: not known. */
  readonly namespace?: NamespaceRecord;
  /** Others that replace the value at the path, as `namespace/name`. */
  readonly rivals: readonly string[];
  /** How many more do that, whose names are not told. */
  readonly rivalsNotNamed?: number;
  /** What the hub has, where it is known. */
  readonly hubIndex?: HubIndex;
}

/** A cause of a failed push that fits what is known, and the check that decides. @public */
export interface PushCandidate {
  readonly cause: PushCause;
  readonly check: Message<CheckCode>;
  /** The one who can make the check. */
  readonly by: RemedyBy;
  /** A command that can be pasted as it is. */
  readonly command?: string;
}

/** The answer of a check of a push when its state holds. @public */
export interface PushFinding {
  readonly cause?: PushCause;
  /** Where it is absent, a cause is proven. */
  readonly certainty?: Certainty;
  readonly candidates?: readonly PushCandidate[];
  readonly since?: number;
  readonly summary: Message<SummaryCode>;
  readonly evidence: readonly Evidence[];
  readonly remedy: Remedy;
}

/** The result of `derivePush`. Its states are some of a delivery's. @public */
export interface DerivedPush extends PushFinding {
  readonly state: DeliveryState;
  readonly candidates: readonly PushCandidate[];
  readonly warnings: readonly DeliveryWarning[];
}
