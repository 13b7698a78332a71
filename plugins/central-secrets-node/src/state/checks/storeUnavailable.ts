import { describeStore } from '../commands';
import { failureFacts, storeReadyFact } from '../evidence';
import { Check } from '../finding';

export const storeUnavailable: Check = {
  state: 'store-unavailable',
  find: context => {
    const { input, failure, spec, storeIsMissing } = context;
    const { store } = input;
    if (!failure) return undefined;
    // ESO's flood gate asks for True: a store that was never validated is closed, too.
    const isDown = store !== undefined && store.ready?.status !== 'True';
    const wasDown = failure.kind === 'store-not-ready' && !storeIsMissing;
    if (!isDown && !wasDown) return undefined;
    const isUpAgain = store !== undefined && !isDown;
    return {
      since: failure.condition.changedAt,
      summary: isUpAgain
        ? `The store ${spec.store.name} was not ready at the last attempt`
        : `The store ${spec.store.name} is not ready`,
      evidence: [
        ...(store ? [storeReadyFact(store)] : []),
        ...failureFacts(context),
      ],
      remedy: isUpAgain
        ? {
            by: 'nobody',
            text: 'The store is ready again: the operator tries again by itself within 7 minutes',
          }
        : {
            by: 'platform',
            text: `See why ${spec.store.kind} ${spec.store.name} cannot be reached or used. The operator tries again by itself`,
            command: describeStore(context),
          },
    };
  },
};
