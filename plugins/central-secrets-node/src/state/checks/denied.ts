import { storeConditionsText, storeAllows } from '../../selection';
import { editStore } from '../commands';
import { failureFacts, storeFact } from '../evidence';
import { Check } from '../finding';

export const denied: Check = {
  state: 'denied',
  find: context => {
    const { input, failure, child, spec } = context;
    const { store, namespace } = input;
    const excludes = store !== undefined && !storeAllows(store, namespace);
    if (!excludes && failure?.kind !== 'denied') return undefined;
    // ESO last met other conditions than those of now.
    const allowsNow = store !== undefined && !excludes;
    return {
      ...(failure ? { since: failure.condition.changedAt } : {}),
      summary: allowsNow
        ? `The store ${spec.store.name} did not let namespace ${namespace.name} use it at the last attempt`
        : `The store ${spec.store.name} does not let namespace ${namespace.name} use it`,
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
        ? {
            by: 'nobody',
            text: 'The store allows it now: the operator tries again by itself within 7 minutes',
          }
        : {
            by: 'platform',
            text: `Add the namespace to spec.conditions of ${spec.store.kind} ${spec.store.name}, if it may have this secret; otherwise take the request back`,
            command: editStore(context),
          },
    };
  },
};
