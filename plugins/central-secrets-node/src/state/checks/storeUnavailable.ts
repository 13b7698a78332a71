import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { describeStore } from '../commands';
import { failureFacts, storeReadyFact } from '../evidence';
import { storeTitle } from '../failures';
import { Check } from '../finding';

export const storeUnavailable: Check = {
  state: 'store-unavailable',
  find: context => {
    const { input, failure, spec, storeIsMissing } = context;
    const { store } = input;
    if (!failure) {
      return undefined;
    }
    // ESO's flood gate asks for True: a store that was never validated is closed, too.
    const isDown = store !== undefined && store.ready?.status !== 'True';
    const wasDown = failure.kind === 'store-not-ready' && !storeIsMissing;
    if (!isDown && !wasDown) {
      return undefined;
    }
    const isUpAgain = store !== undefined && !isDown;
    return {
      since: failure.condition.changedAt,
      summary: message(
        isUpAgain ? 'store-unavailable-before' : 'store-unavailable',
        { store: spec.store.name },
      ),
      evidence: [
        ...(store ? [storeReadyFact(store)] : []),
        ...failureFacts(context),
      ],
      remedy: isUpAgain
        ? { by: 'nobody', ...message('await-ready-attempt') }
        : {
            by: 'platform',
            ...message('check-store', { store: storeTitle(context) }),
            command: describeStore(context),
          },
    };
  },
};
