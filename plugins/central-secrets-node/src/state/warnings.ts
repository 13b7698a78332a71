import {
  DeliveryState,
  firstNames,
  message,
  Message,
  someNames,
  WarningCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { ARGO_CD_TRACKING, DeliveryWarning, isEventAbout } from '../records';
import { DeliveryContext, Failure } from './context';
import { writtenTime } from './evidence';
import { generatorLifetimeMs, generatorTitle } from './generators';
import { isPast } from './moments';
import { problemsOf, storeTitle } from './namedStores';
import { isIgnored } from './neverReconciled';
import { KindProblem } from './observations';
import {
  DELETED_REASONS,
  EVENT_CREATED,
  MESSAGE_RETAINED,
  MISSING_REASONS,
  namespaceFinalizer,
} from './operatorTexts';
import { findForbiddenRefresh, isRefreshDisabled } from './refresh';
import { isUnusuallyLong } from './requestTime';

const HOUR_MS = 3_600_000;

type Warn = (
  context: DeliveryContext,
  state: DeliveryState,
) => Message<WarningCode> | readonly Message<WarningCode>[] | undefined;

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
    ? message('contested', {
        secret: secretName,
        ...someNames(
          rivals.named.map(({ name }) => `ExternalSecret ${name}`),
          rivals.count,
        ),
      })
    : undefined;

/**
 * The operator reports nothing new when a Secret is deleted while the operator
 * cannot write it again.
 */
const earlierCopyInPlace: Warn = ({ child, secretName }, state) => {
  const { refreshedAt, boundSecret, ready } = child ?? {};
  // ESO sets the binding before it writes: alone it proves nothing.
  if (refreshedAt === undefined || !boundSecret || !ready) {
    return undefined;
  }
  const written = { secret: secretName, at: writtenTime(refreshedAt) };
  if (ready.message === MESSAGE_RETAINED) {
    return message('earlier-copy-in-place.source-empty', written);
  }
  const isGone =
    MISSING_REASONS.has(ready.reason) || DELETED_REASONS.has(ready.reason);
  return NOT_ARRIVING.has(state) && !isGone
    ? message('earlier-copy-in-place', written)
    : undefined;
};

const refreshDisabled: Warn = ({ spec }) => {
  if (isRefreshDisabled(spec)) {
    return message('refresh-disabled');
  }
  // The operator leaves the data as it is, and says SecretSynced with a new
  // refreshTime (createOrUpdate in externalsecret_controller.go, 0.20 to 2.9).
  return spec.isImmutable ? message('refresh-disabled.immutable') : undefined;
};

const syncWindowClosed: Warn = (context, state) => {
  const forbidden =
    state === 'synced' ? findForbiddenRefresh(context) : undefined;
  if (!forbidden) {
    return undefined;
  }
  return forbidden.until === undefined
    ? message('sync-window-closed.for-long')
    : message('sync-window-closed', { at: writtenTime(forbidden.until) });
};

const generatedOnce: Warn = ({ spec }) =>
  isRefreshDisabled(spec) && spec.generators
    ? message(
        'generated-once',
        firstNames(spec.generators.map(({ kind, name }) => `${kind} ${name}`)),
      )
    : undefined;

/** What is said of each generator whose value ends before it is refreshed. */
const generatedExpires: Warn = ({ spec, child, input }) =>
  (spec.generators ?? []).flatMap(generator => {
    const lifetimeMs = generatorLifetimeMs(generator.kind);
    const { refreshPolicy, refreshIntervalMs } = spec;
    const isRefreshed = refreshPolicy === 'Periodic' && refreshIntervalMs > 0;
    if (
      lifetimeMs === undefined ||
      (isRefreshed && refreshIntervalMs < lifetimeMs)
    ) {
      return [];
    }
    const named = {
      generator: generatorTitle(generator),
      hours: lifetimeMs / HOUR_MS,
    };
    const made = child?.refreshedAt;
    return made !== undefined && isPast(input, made + lifetimeMs)
      ? message('generated-expires.expired', {
          ...named,
          at: writtenTime(made + lifetimeMs),
        })
      : message('generated-expires', named);
  });

/** From so many times on within the life of an event, an hour, it is no accident. */
const REPEATEDLY = 3;

/**
 * The operator emits `Created` each time it makes the Secret, and for one
 * ExternalSecret there is one such event whose count rises.
 */
const deletedRepeatedly: Warn = ({ child, spec, input, secretName }) => {
  const created =
    child &&
    input.events.find(
      event => event.reason === EVENT_CREATED && isEventAbout(event, child),
    );
  if (!child || !created || created.count < REPEATEDLY || spec.targetKind) {
    return undefined;
  }
  const times = {
    secret: secretName,
    times: created.count,
    at: writtenTime(created.createdAt),
  };
  const mark = ARGO_CD_TRACKING.find(each => child.marks?.[each]);
  return mark
    ? message('deleted-repeatedly.argo-cd', { ...times, mark })
    : message('deleted-repeatedly', times);
};

const noSecretWritten: Warn = ({ spec }) =>
  spec.creationPolicy === 'None' ? message('no-secret-written') : undefined;

const storeNotReady: Warn = ({ stores, spec }, state) =>
  BEFORE_THE_NEXT_ATTEMPT.has(state) &&
  !(state === 'synced' && isRefreshDisabled(spec))
    ? stores
        .filter(
          ({ problem, record }) =>
            !problem && record?.ready?.status === 'False',
        )
        .map(({ name }) => message('store-not-ready', { store: name }))
    : undefined;

const namespaceFinalizerLeft: Warn = ({ input }) => {
  const { distribution, namespace } = input;
  const finalizer = distribution && namespaceFinalizer(distribution.name);
  return finalizer && namespace.finalizers.includes(finalizer)
    ? message('namespace-finalizer-left', { finalizer })
    : undefined;
};

const pendingUnusuallyLong: Warn = (context, state) =>
  state === 'pending' &&
  !context.failure &&
  isUnusuallyLong(context) &&
  !isIgnored(context)
    ? message('pending-unusually-long')
    : undefined;

function withoutEvent(
  { isEventAwaited }: Failure,
  eventsProblem: KindProblem | undefined,
): Message<WarningCode> {
  if (eventsProblem) {
    return message('partial-knowledge.events-unseen', {
      because: eventsProblem.reason,
    });
  }
  return message(
    isEventAwaited
      ? 'partial-knowledge.event-awaited'
      : 'partial-knowledge.event-gone',
  );
}

const partialKnowledge: Warn = (context, state) => {
  const { stores, eventsProblem, failure } = context;
  if (state === 'conflict') {
    return undefined;
  }
  const gaps: Message<WarningCode>[] = [];
  for (const problem of problemsOf(stores)) {
    const isSeenBefore = stores
      .filter(store => store.problem?.kind === problem.kind)
      .every(({ record }) => record);
    gaps.push(
      message(
        isSeenBefore
          ? 'partial-knowledge.store-seen-before'
          : 'partial-knowledge.store-unseen',
        { kind: problem.kind, because: problem.reason },
      ),
    );
  }
  if (state === 'failed' && failure && !failure.event) {
    gaps.push(withoutEvent(failure, eventsProblem));
  }
  return gaps;
};

/**
 * A fault of a store is told once for all of its deliveries, and here that this is
 * one of them: how many others there are is the platform team's to know.
 */
const sharedFault: Warn = ({ input, failure, stores }, state) => {
  const isOfAStore =
    state === 'store-unavailable' ||
    (state === 'failed' && failure?.kind === 'other');
  return (isOfAStore ? input.sharedFaults ?? [] : []).flatMap(
    ({ store: name, isSuspected }) => {
      const store = stores.find(
        each => each.kind === 'ClusterSecretStore' && each.name === name,
      );
      const isOfThisState = isSuspected === (state === 'failed');
      return store && isOfThisState
        ? [
            isSuspected
              ? message('shared-fault.suspected', {
                  store: storeTitle(store),
                })
              : message('shared-fault', { store: storeTitle(store) }),
          ]
        : [];
    },
  );
};

/** The warnings of a delivery that is to be there, and of one that is not. */
const DELIVERING_WARNINGS: readonly Warn[] = [
  contested,
  earlierCopyInPlace,
  refreshDisabled,
  generatedOnce,
  generatedExpires,
  syncWindowClosed,
  deletedRepeatedly,
  noSecretWritten,
  storeNotReady,
  sharedFault,
  pendingUnusuallyLong,
  partialKnowledge,
];
const LEFTOVER_WARNINGS: readonly Warn[] = [namespaceFinalizerLeft];

function warningsFor(state: DeliveryState) {
  if (!NOT_DELIVERING.has(state)) {
    return DELIVERING_WARNINGS;
  }
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
  return warningsFor(state).flatMap(warn => warn(context, state) ?? []);
}
