import { Certainty } from '@central-secrets/backstage-plugin-central-secrets-common';
import { FailureCause, FailureKind } from '../../text';
import { DeliveryContext, Failure } from '../context';
import { DefinitionFault } from '../delivery';
import { FAILURE_ADVICE } from '../failures';
import { isMissing } from '../namedStores';
import { findFailingFault } from './definitionFaults';

/** Why an attempt failed, and how sure that is. */
export interface FoundCause {
  readonly cause: FailureCause;
  readonly certainty: Certainty;
  /** The fault of the manifest that shows it. */
  readonly fault?: DefinitionFault;
}

const UNKNOWN_CAUSE: FoundCause = { cause: 'other', certainty: 'unknown' };

/** One piece of evidence, and the cause that it shows. */
type CauseCheck = (
  context: DeliveryContext,
  failure: Failure,
) => FoundCause | undefined;

/** The operator reads no source before it has every store that the spec names. */
const missingStore: CauseCheck = ({ stores }) =>
  stores.some(isMissing)
    ? { cause: 'store-missing', certainty: 'proven' }
    : undefined;

/**
 * A manifest that the operator cannot carry out fails at every attempt. A text
 * that tells another cause shows that this attempt did not come so far.
 */
const brokenDefinition: CauseCheck = (context, { kind }) => {
  const found = findFailingFault(context);
  if (!found || (kind !== 'other' && kind !== found.cause)) {
    return undefined;
  }
  const { cause, fault, isStageKnown } = found;
  return { cause, certainty: isStageKnown ? 'proven' : 'likely', fault };
};

/**
 * A text is never a proof: a provider, or whoever may write events in the
 * namespace, decides what it says.
 */
const toldByText: CauseCheck = (_, { kind }) => {
  const found = causeOfText(kind);
  return found.cause === 'other' ? undefined : found;
};

/**
 * Every check of a cause, from the surest evidence on: the first that finds one
 * decides.
 */
const CAUSE_CHECKS: readonly CauseCheck[] = [
  missingStore,
  brokenDefinition,
  toldByText,
];

/**
 * The cause that the text of a failure means. A kind of failure that has a state
 * of its own means none here, because the check of that state did not hold.
 */
export function causeOfText(kind: FailureKind): FoundCause {
  return Object.hasOwn(FAILURE_ADVICE, kind) && kind !== 'other'
    ? { cause: kind as FailureCause, certainty: 'likely' }
    : UNKNOWN_CAUSE;
}

/** Why the last attempt failed. */
export function findCause(
  context: DeliveryContext,
  failure: Failure,
): FoundCause {
  for (const check of CAUSE_CHECKS) {
    const found = check(context, failure);
    if (found) {
      return found;
    }
  }
  return UNKNOWN_CAUSE;
}
