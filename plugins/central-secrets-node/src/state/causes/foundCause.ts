import { Certainty } from '@central-secrets/backstage-plugin-central-secrets-common';
import { FailureCause } from '../../text';
import { DeliveryContext, Failure } from '../context';
import { DefinitionFault } from '../delivery';
import { SourceFault } from '../sourceFault';
import { ExplainedStore } from '../storeFaults';
import { FoundRefusal } from './foundRefusal';

/** Why an attempt failed, and how sure that is. */
export interface FoundCause {
  readonly cause: FailureCause;
  readonly certainty: Certainty;
  /** The fault of the manifest that shows it. */
  readonly fault?: DefinitionFault;
  /** The fault of a source that shows it. */
  readonly source?: SourceFault;
  /** The right, the limit or the policy that shows it. */
  readonly refused?: FoundRefusal;
  /** The causes that the evidence rules out. */
  readonly excluded?: readonly FailureCause[];
  /** The store whose own check tells it. */
  readonly explained?: ExplainedStore;
}

export const UNKNOWN_CAUSE: FoundCause = {
  cause: 'other',
  certainty: 'unknown',
};

/** One piece of evidence, and the cause that it shows. */
export type CauseCheck = (
  context: DeliveryContext,
  failure: Failure,
) => FoundCause | undefined;
