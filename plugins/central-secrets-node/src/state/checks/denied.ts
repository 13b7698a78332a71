import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { storeConditionsText, storeAllows } from '../../selection';
import { editStore } from '../commands';
import { failureFacts, storeFact } from '../evidence';
import { storeTitle } from '../failures';
import { Check } from '../finding';

export const denied: Check = {
  state: 'denied',
  find: context => {
    const { input, failure, child, spec } = context;
    const { store, namespace } = input;
    const excludes = store !== undefined && !storeAllows(store, namespace);
    if (!excludes && failure?.kind !== 'denied') {
      return undefined;
    }
    // ESO last met other conditions than those of now.
    const allowsNow = store !== undefined && !excludes;
    return {
      ...(failure ? { since: failure.condition.changedAt } : {}),
      summary: message(allowsNow ? 'store-denied-before' : 'store-denies', {
        store: spec.store.name,
        namespace: namespace.name,
      }),
      evidence: [
        ...(store
          ? [
              storeFact(
                store,
                'spec.conditions',
                storeConditionsText(store.conditions),
              ),
            ]
          : []),
        ...(child ? failureFacts(context) : []),
      ],
      remedy: allowsNow
        ? { by: 'nobody', ...message('await-allowed-attempt') }
        : {
            by: 'platform',
            ...message('allow-namespace', { store: storeTitle(context) }),
            command: editStore(context),
          },
    };
  },
};
