import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { candidatesFor } from '../causes';
import { describeStore } from '../commands';
import { failureFacts, storeFacts } from '../evidence';
import { Check } from '../finding';
import { findNamedIn, isDown, isMissing, storeTitle } from '../namedStores';
import { enableReconciler, isNeverReconciled } from '../neverReconciled';
import { adviseOnStore, explainStore, findStoreEvent } from '../storeFaults';

export const storeUnavailable: Check = {
  state: 'store-unavailable',
  find: context => {
    const { failure, stores } = context;
    if (!failure) {
      return undefined;
    }
    const down = stores.find(isDown);
    const wasDown =
      failure.kind === 'store-not-ready' && !stores.some(isMissing)
        ? findNamedIn(failure.event?.message ?? '', stores) ?? stores[0]
        : undefined;
    const store = down ?? wasDown;
    if (!store) {
      return undefined;
    }
    const since = failure.condition.changedAt;
    const evidence = [
      ...(store.record
        ? storeFacts(store.record, down && findStoreEvent(down, context.input))
        : []),
      ...failureFacts(context),
    ];
    const explained = down && explainStore(store, context.input);
    if (explained) {
      const { cause } = explained.fault;
      const found = { cause, certainty: 'likely' } as const;
      return {
        ...found,
        candidates: candidatesFor({ ...context, stores: [store] }, found, ''),
        since,
        ...adviseOnStore(explained, context.input),
        evidence,
      };
    }
    if (
      down?.kind === 'ClusterSecretStore' &&
      down.record?.ready === undefined &&
      isNeverReconciled(context.input, 'clustersecretstores')
    ) {
      return {
        since,
        summary: message('store-ignored'),
        evidence,
        remedy: enableReconciler('clustersecretstores'),
      };
    }
    const isUpAgain = store.record !== undefined && !down;
    return {
      since,
      summary: message(
        isUpAgain ? 'store-unavailable-before' : 'store-unavailable',
        { store: store.name },
      ),
      evidence,
      remedy: isUpAgain
        ? { by: 'nobody', ...message('await-ready-attempt') }
        : {
            by: 'platform',
            ...message('check-store', { store: storeTitle(store) }),
            command: describeStore(store, context.input),
          },
    };
  },
};
