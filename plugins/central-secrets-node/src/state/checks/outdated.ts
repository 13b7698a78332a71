import { Remedy } from '../delivery';
import { deleteSecret, READ_OPERATOR_LOG } from '../commands';
import { DeliveryContext } from '../context';
import { externalSecretFact, readyFacts } from '../evidence';
import { specKeeper } from '../failures';
import { Check } from '../finding';
import { isPast } from '../moments';
import { isRefreshDisabled, staleFrom } from '../refresh';

function remedyFor(context: DeliveryContext): Remedy {
  const { input, secretName } = context;
  if (isRefreshDisabled(context.spec)) {
    return {
      by: specKeeper(context),
      text: `The operator writes this Secret once and ignores later changes. To have it written anew, delete the Secret ${secretName}; whatever uses it is without it for that moment`,
      command: deleteSecret(input.namespace.name, secretName),
    };
  }
  const stuckFrom = staleFrom(context);
  return stuckFrom !== undefined && isPast(input, stuckFrom)
    ? {
        by: 'platform',
        text: 'See whether the operator runs, and what it says',
        command: READ_OPERATOR_LOG,
      }
    : {
        by: 'nobody',
        text: 'Wait: the operator takes a change up within seconds. If this stays, the platform team should look at the operator',
      };
}

export const outdated: Check = {
  state: 'outdated',
  find: context => {
    const { child } = context;
    if (!child || child.syncedGeneration === child.generation) return undefined;
    return {
      summary: 'It was changed after it was last written',
      evidence: [
        externalSecretFact(
          child,
          'metadata.generation',
          String(child.generation),
        ),
        externalSecretFact(
          child,
          'status.syncedResourceVersion',
          child.syncedGeneration === undefined
            ? 'none'
            : `generation ${child.syncedGeneration}`,
          child.refreshedAt,
        ),
        ...readyFacts(child),
      ],
      remedy: remedyFor(context),
    };
  },
};
