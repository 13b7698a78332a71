import {
  Certainty,
  DeliveryCause,
  message,
  Message,
  SummaryCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { EventRecord, StoreRecord } from '../records';
import { describeStore } from './commands';
import { Evidence, Remedy } from './delivery';
import { storeFacts } from './evidence';
import { isDown, storeTitle } from './namedStores';
import { adviseOnStore, explainStore, findStoreEvent } from './storeFaults';

/** The health of one store. @public */
export interface JudgedStore {
  readonly ready: boolean;
  /** Since when, where the cluster says it. */
  readonly since?: number;
  readonly cause?: DeliveryCause;
  readonly certainty?: Certainty;
  /** What is wrong; undefined: nothing. */
  readonly summary?: Message<SummaryCode>;
  readonly remedy?: Remedy;
  readonly evidence: readonly Evidence[];
}

/**
 * Judges a store by its own condition and its newest Warning event.
 *
 * @param clusterNow - by the cluster's clock
 * @public
 */
export function judgeStore(
  record: StoreRecord,
  warning: EventRecord | undefined,
  clusterNow: number,
): JudgedStore {
  const { kind, name } = record;
  const store = { kind, name, record };
  const place = { namespace: { name: record.namespace ?? '' } };
  const knowledge = { storeEvents: warning ? [warning] : [], clusterNow };
  const ready = !isDown(store);
  const judged = {
    ready,
    since: record.ready?.changedAt,
    evidence: storeFacts(record, findStoreEvent(store, knowledge)),
  };
  const explained = explainStore(store, knowledge);
  if (explained) {
    const { cause } = explained.fault;
    const advice = adviseOnStore(explained, place);
    return { ...judged, cause, certainty: 'likely', ...advice };
  }
  return ready
    ? judged
    : {
        ...judged,
        summary: message('store-unavailable', { store: name }),
        remedy: {
          by: 'platform',
          ...message('check-store', { store: storeTitle(store) }),
          command: describeStore(store, place),
        },
      };
}
