import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { storeConditionsText } from '../../selection';
import { editStore } from '../commands';
import { failureFacts, storeFact } from '../evidence';
import { Check } from '../finding';
import { excludes, findNamedIn, storeTitle } from '../namedStores';

export const denied: Check = {
  state: 'denied',
  find: context => {
    const { input, failure, stores } = context;
    const denying = stores.find(store => excludes(store, input));
    const wasDenied =
      failure?.kind === 'denied'
        ? findNamedIn(failure.event?.message ?? '', stores) ?? stores[0]
        : undefined;
    const store = denying ?? wasDenied;
    if (!store) {
      return undefined;
    }
    // ESO last met other conditions than those of now.
    const allowsNow = store.record !== undefined && !denying;
    return {
      since: failure?.condition.changedAt,
      summary: message(allowsNow ? 'store-denied-before' : 'store-denies', {
        store: store.name,
        namespace: input.namespace.name,
      }),
      evidence: [
        ...(store.record
          ? [
              storeFact(
                store.record,
                'spec.conditions',
                storeConditionsText(store.record.conditions),
              ),
            ]
          : []),
        ...failureFacts(context),
      ],
      remedy: allowsNow
        ? { by: 'nobody', ...message('await-allowed-attempt') }
        : {
            by: 'platform',
            ...message('allow-namespace', { store: storeTitle(store) }),
            command: editStore(store),
          },
    };
  },
};
