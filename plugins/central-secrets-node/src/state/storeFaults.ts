import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { EventRecord, isEventAboutStore, withEventTime } from '../records';
import { findStoreFault, StoreFault, StoreFaultKind } from '../text';
import { describeStore, findSecret, findServiceAccount } from './commands';
import { DeliveryInput } from './delivery';
import { Advice } from './finding';
import { knownTime } from './moments';
import { isDown, NamedStore, storeTitle } from './namedStores';
import { EVENT_INVALID_STORE, STORE_UNVALIDATED } from './operatorTexts';

/**
 * An event may be older than its store's condition by this much, and still be
 * its cause: ESO records the event before it writes the condition, and both
 * have a resolution of one second.
 */
const EVENT_TOLERANCE_MS = 5_000;

/** What the explanation of a store depends on, beside the store. */
type StoreKnowledge = Pick<DeliveryInput, 'storeEvents' | 'clusterNow'>;

/** Why the last check of a store failed. */
export interface ExplainedStore {
  readonly store: NamedStore;
  readonly fault: StoreFault;
  /** undefined: the condition itself says it. */
  readonly event?: EventRecord;
}

/** The reason of the events that tell of the store as it is now; undefined: its check succeeded. */
function tellingReason(store: NamedStore): string | undefined {
  if (isDown(store)) {
    return EVENT_INVALID_STORE;
  }
  return store.record?.ready?.reason === STORE_UNVALIDATED
    ? STORE_UNVALIDATED
    : undefined;
}

/**
 * The newest event that says how the last check of a store failed. One from
 * before its condition changed tells of an earlier fault.
 */
export function findStoreEvent(
  store: NamedStore,
  { storeEvents = [], clusterNow }: StoreKnowledge,
): EventRecord | undefined {
  const { record } = store;
  const reason = tellingReason(store);
  if (!record || !reason) {
    return undefined;
  }
  const changedAt = knownTime(record.ready?.changedAt, clusterNow) ?? 0;
  return storeEvents
    .filter(
      event => event.reason === reason && isEventAboutStore(event, record),
    )
    .map(event => withEventTime(event, clusterNow))
    .find(({ lastAt }) => lastAt >= changedAt - EVENT_TOLERANCE_MS);
}

/**
 * Why the last check of a store failed; undefined: it did not, or nothing tells
 * why.
 */
export function explainStore(
  store: NamedStore,
  input: StoreKnowledge,
): ExplainedStore | undefined {
  const event = findStoreEvent(store, input);
  const said = isDown(store) ? store.record?.ready?.message : undefined;
  const fault = findStoreFault(event?.message ?? said ?? '');
  return fault && { store, fault, event };
}

/** Where a SecretStore is. */
type Place = Parameters<typeof describeStore>[1];
type AdviseOn = (store: NamedStore, fault: StoreFault, place: Place) => Advice;

const platform = (
  remedy: Omit<Advice['remedy'], 'by' | 'command'>,
  command: string,
): Advice['remedy'] => ({ by: 'platform', ...remedy, command });

/** One entry per fault, so that a new one does not compile without its advice. */
const ADVICE: Readonly<Record<StoreFaultKind, AdviseOn>> = {
  'credential-missing': (store, { secret }) => {
    const names = {
      store: storeTitle(store),
      secret: secret?.name ?? '',
      namespace: secret?.namespace ?? '',
    };
    return {
      summary: message('store-fault.credential-missing', names),
      remedy: platform(
        message('create-store-credential', names),
        findSecret(names.namespace, names.secret),
      ),
    };
  },
  'credential-key-missing': (store, { key = '' }, place) => {
    const names = { store: storeTitle(store), key };
    return {
      summary: message('store-fault.credential-key-missing', names),
      remedy: platform(
        message('complete-store-credential', names),
        describeStore(store, place),
      ),
    };
  },
  'account-missing': (store, { account = '' }) => {
    const names = { store: storeTitle(store), account };
    return {
      summary: message('store-fault.account-missing', names),
      remedy: platform(
        message('create-store-account', names),
        findServiceAccount(account),
      ),
    };
  },
  'login-refused': advise('store-login', 'renew-store-credential'),
  certificate: advise('store-fault.certificate', 'correct-certificate'),
  sealed: advise('store-fault.sealed', 'unseal-provider'),
  unresolved: advise('store-fault.unresolved', 'correct-provider-address'),
  unreachable: advise('store-fault.unreachable', 'check-provider'),
  failing: advise('provider-unavailable', 'check-provider'),
  throttled: advise('provider-throttled', 'ask-less-often'),
  forbidden: advise('store-fault.forbidden', 'grant-store-rights'),
};

function advise(
  summary:
    | 'store-login'
    | 'store-fault.certificate'
    | 'store-fault.sealed'
    | 'store-fault.unresolved'
    | 'store-fault.unreachable'
    | 'provider-unavailable'
    | 'provider-throttled'
    | 'store-fault.forbidden',
  remedy:
    | 'renew-store-credential'
    | 'correct-certificate'
    | 'unseal-provider'
    | 'correct-provider-address'
    | 'check-provider'
    | 'ask-less-often'
    | 'grant-store-rights',
): AdviseOn {
  return (store, _, place) => ({
    summary: message(summary, { store: storeTitle(store) }),
    remedy: platform(
      message(remedy, { store: storeTitle(store) }),
      describeStore(store, place),
    ),
  });
}

/** The fault of a store, and the action that resolves it. */
export function adviseOnStore(
  { store, fault }: Pick<ExplainedStore, 'store' | 'fault'>,
  place: Place,
): Advice {
  return ADVICE[fault.kind](store, fault, place);
}
