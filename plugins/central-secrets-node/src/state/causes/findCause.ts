import { classifyFailure, FailureCause, FailureKind } from '../../text';
import { DeliveryContext, Failure } from '../context';
import { FAILURE_ADVICE } from '../failures';
import { isMissing } from '../namedStores';
import { STAGE_READ } from '../operatorTexts';
import { explainStore } from '../storeFaults';
import { findFailingFault } from './definitionFaults';
import { CauseCheck, FoundCause, UNKNOWN_CAUSE } from './foundCause';
import { judgeSources } from './indexedSources';
import { refusedSource } from './refusedSource';
import { findCopyRefusal, refusedWrite } from './refusedWrite';

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

/** The causes that are about what the hub has. */
const OF_A_SOURCE: readonly FailureCause[] = [
  'source-missing',
  'property-missing',
];

/**
 * What the hub does not have makes every read fail, and what it had at the
 * attempt is not why that failed, whatever a text says.
 */
const indexedSource: CauseCheck = (context, { kind }) => {
  const isAboutSource = OF_A_SOURCE.some(cause => cause === kind);
  const judged =
    kind === 'other' || isAboutSource ? judgeSources(context) : undefined;
  const source = judged?.fault;
  if (source) {
    const certainty = source.isProven ? 'proven' : 'likely';
    return { cause: source.cause, certainty, source };
  }
  return judged?.haveAll
    ? { ...UNKNOWN_CAUSE, excluded: OF_A_SOURCE }
    : undefined;
};

/** The causes that a store or its provider gives; a generator may give the same texts. */
const OF_A_STORE: readonly FailureKind[] = [
  ...OF_A_SOURCE,
  'store-missing',
  'store-login',
  'provider-unavailable',
  'provider-throttled',
  'permission',
];

/** Where no store is read, what is said of a read is said of a generator. */
const onlyGenerators: CauseCheck = ({ stores, spec }, { kind, condition }) =>
  stores.length === 0 &&
  spec.generators &&
  condition.message.startsWith(STAGE_READ) &&
  OF_A_STORE.includes(kind)
    ? { cause: 'generator', certainty: 'likely' }
    : undefined;

/**
 * A text is never a proof: a provider, or whoever may write events in the
 * namespace, decides what it says.
 */
const toldByText: CauseCheck = (_, { kind }) => {
  const found = causeOfText(kind);
  return found.cause === 'other' ? undefined : found;
};

/**
 * A store that the operator could not check counts as Ready all the same. Where
 * nothing was read, and the delivery's own text does not say why, the reason
 * lies where the check of the store failed.
 */
const toldByStore: CauseCheck = ({ stores, input }, failure) => {
  const { kind, condition, isEventAwaited } = failure;
  const isSilentRead =
    kind === 'other' &&
    !isEventAwaited &&
    condition.message.startsWith(STAGE_READ);
  const [explained, ...others] = isSilentRead
    ? stores.flatMap(store => explainStore(store, input) ?? [])
    : [];
  return explained && others.length === 0
    ? { cause: explained.fault.cause, certainty: 'likely', explained }
    : undefined;
};

/**
 * Every check of a cause, from the surest evidence on: the first that finds one
 * decides.
 */
const CAUSE_CHECKS: readonly CauseCheck[] = [
  missingStore,
  refusedSource,
  brokenDefinition,
  indexedSource,
  refusedWrite,
  onlyGenerators,
  toldByText,
  toldByStore,
];

/**
 * The cause that the text of a failure means. A kind of failure that has a state
 * of its own means none here, because the check of that state did not hold.
 */
function causeOfText(kind: FailureKind): FoundCause {
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

/** Why the copy could not be made or changed, by what the operator said of it. */
export function findCopyCause(
  context: DeliveryContext,
  said: string,
): FoundCause {
  const kind = classifyFailure(said);
  return findCopyRefusal(context, kind, said) ?? causeOfText(kind);
}
