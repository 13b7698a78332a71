import {
  nameSomeOf,
  DeliveryState,
  WarningCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { DeliveryWarning } from '../records';
import { DeliveryContext, Failure } from './context';
import { writtenTime } from './evidence';
import { KindProblem } from './observations';
import {
  DELETED_REASONS,
  MESSAGE_RETAINED,
  MISSING_REASONS,
  namespaceFinalizer,
} from './operatorTexts';
import { isRefreshDisabled } from './refresh';
import { isUnusuallyLong } from './requestTime';

type Warn = (
  context: DeliveryContext,
  state: DeliveryState,
) => string | undefined;

/** States in which the delivery is not to be there, or nothing can be said about it. */
const NOT_DELIVERING: ReadonlySet<DeliveryState> = new Set([
  'unknown',
  'terminating',
  'not-requested',
  'orphaned',
]);

/** States that the store's own state does not show in: the operator has not met it since. */
const BEFORE_THE_NEXT_ATTEMPT: ReadonlySet<DeliveryState> = new Set([
  'synced',
  'stale',
  'outdated',
  'pending',
]);

/** States in which nothing new arrives, and an earlier copy may be all there is. */
const NOT_ARRIVING: ReadonlySet<DeliveryState> = new Set([
  'denied',
  'store-unavailable',
  'failed',
]);

const contested: Warn = ({ rivals, secretName, spec }, state) =>
  state !== 'conflict' && spec.creationPolicy !== 'None' && rivals.count > 0
    ? `The Secret ${secretName} is wanted by others, too: ${nameSomeOf(
        rivals.named.map(({ name }) => `ExternalSecret ${name}`),
        rivals.count,
      )}`
    : undefined;

/**
 * The operator reports nothing new when a Secret is deleted while the operator
 * cannot write it again.
 */
const earlierCopyInPlace: Warn = ({ child, secretName }, state) => {
  const { refreshedAt, boundSecret, ready } = child ?? {};
  // ESO sets the binding before it writes: alone it proves nothing.
  if (refreshedAt === undefined || !boundSecret || !ready) return undefined;
  const written = `The Secret ${secretName} was last written at ${writtenTime(
    refreshedAt,
  )} and may have been removed since`;
  if (ready.message === MESSAGE_RETAINED) {
    return `The source no longer has any data. ${written}`;
  }
  const isGone =
    MISSING_REASONS.has(ready.reason) || DELETED_REASONS.has(ready.reason);
  return NOT_ARRIVING.has(state) && !isGone ? written : undefined;
};

const refreshDisabled: Warn = ({ spec }) =>
  isRefreshDisabled(spec)
    ? 'It is written once and never refreshed: a new value at the source does not arrive'
    : undefined;

const noSecretWritten: Warn = ({ spec }) =>
  spec.creationPolicy === 'None'
    ? 'creationPolicy None: the source is read, but no Secret is written'
    : undefined;

const storeNotReady: Warn = ({ input, storeProblem, spec }, state) =>
  BEFORE_THE_NEXT_ATTEMPT.has(state) &&
  !storeProblem &&
  !(state === 'synced' && isRefreshDisabled(spec)) &&
  input.store?.ready?.status === 'False'
    ? `The store ${spec.store.name} is not ready: the next attempt will fail unless it is by then. What was written before stays`
    : undefined;

const namespaceFinalizerLeft: Warn = ({ input }) => {
  const { distribution, namespace } = input;
  const finalizer = distribution && namespaceFinalizer(distribution.name);
  return finalizer && namespace.finalizers.includes(finalizer)
    ? `The namespace still bears the finalizer ${finalizer}: deleting the namespace will hang until it is taken away`
    : undefined;
};

const pendingUnusuallyLong: Warn = (context, state) =>
  state === 'pending' && isUnusuallyLong(context)
    ? 'It has been on its way for longer than is usual'
    : undefined;

function withoutEvent(
  { isEventAwaited }: Failure,
  eventsProblem: KindProblem | undefined,
): string {
  if (eventsProblem) {
    return `events cannot be seen (${eventsProblem.text}), and they alone hold the cause`;
  }
  return isEventAwaited
    ? 'the event that holds the cause may still be on its way'
    : 'the event that held the cause is gone: Kubernetes keeps events for an hour';
}

const partialKnowledge: Warn = (context, state) => {
  const { storeProblem, eventsProblem, failure, spec, input } = context;
  if (state === 'conflict') return undefined;
  const gaps: string[] = [];
  if (storeProblem && spec.store.name) {
    gaps.push(
      `${storeProblem.kind} cannot be seen (${
        storeProblem.text
      }), so nobody knows whether ${
        input.store
          ? 'what was last seen of the store is still true'
          : 'the store is ready and lets the namespace use it'
      }`,
    );
  }
  if (state === 'failed' && failure && !failure.event) {
    gaps.push(withoutEvent(failure, eventsProblem));
  }
  return gaps.length > 0
    ? `Not everything is known: ${gaps.join('; ')}`
    : undefined;
};

/** The warnings of a delivery that is to be there, and of one that is not. */
const DELIVERING_WARNINGS: readonly (readonly [WarningCode, Warn])[] = [
  ['contested', contested],
  ['earlier-copy-in-place', earlierCopyInPlace],
  ['refresh-disabled', refreshDisabled],
  ['no-secret-written', noSecretWritten],
  ['store-not-ready', storeNotReady],
  ['pending-unusually-long', pendingUnusuallyLong],
  ['partial-knowledge', partialKnowledge],
];
const LEFTOVER_WARNINGS: readonly (readonly [WarningCode, Warn])[] = [
  ['namespace-finalizer-left', namespaceFinalizerLeft],
];

function warningsFor(state: DeliveryState) {
  if (!NOT_DELIVERING.has(state)) return DELIVERING_WARNINGS;
  // A namespace that is going away names its finalizers as evidence.
  return state === 'not-requested' || state === 'orphaned'
    ? LEFTOVER_WARNINGS
    : [];
}

/**
 * Returns the facts that hold beside the state and that the state does not
 * tell.
 */
export function warningsOf(
  context: DeliveryContext,
  state: DeliveryState,
): DeliveryWarning[] {
  return warningsFor(state).flatMap(([code, warn]) => {
    const text = warn(context, state);
    return text ? [{ code, text }] : [];
  });
}
