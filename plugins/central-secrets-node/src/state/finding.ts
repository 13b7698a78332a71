import { Candidate, Evidence, Remedy } from './delivery';
import {
  Certainty,
  DeliveryCause,
  DeliveryState,
  Message,
  SummaryCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { DeliveryContext } from './context';

/**
 * The answer of a check when its state holds. Checks that many deliveries meet
 * give the evidence by a getter: a caller that only counts never reads it.
 */
export interface Finding {
  readonly cause?: DeliveryCause;
  /** Where it is absent, a cause is proven. */
  readonly certainty?: Certainty;
  readonly candidates?: readonly Candidate[];
  readonly since?: number;
  readonly summary: Message<SummaryCode>;
  readonly evidence: readonly Evidence[];
  readonly remedy: Remedy;
}

/** The name of a fault, and the action that resolves it. */
export type Advice = Pick<Finding, 'summary' | 'remedy'>;

/** One state, and when it holds. A check may take for granted that none before it held. */
export interface Check {
  readonly state: DeliveryState;
  readonly find: (context: DeliveryContext) => Finding | undefined;
}
