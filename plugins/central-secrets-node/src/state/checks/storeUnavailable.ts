import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { describeStore } from '../commands';
import { failureFacts, storeReadyFact } from '../evidence';
import { Check } from '../finding';
import { findNamedIn, isDown, isMissing, storeTitle } from '../namedStores';

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
    const isUpAgain = store.record !== undefined && !down;
    return {
      since: failure.condition.changedAt,
      summary: message(
        isUpAgain ? 'store-unavailable-before' : 'store-unavailable',
        { store: store.name },
      ),
      evidence: [
        ...(store.record ? [storeReadyFact(store.record)] : []),
        ...failureFacts(context),
      ],
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
