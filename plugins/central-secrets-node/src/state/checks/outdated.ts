import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Remedy } from '../delivery';
import { deleteSecret, READ_OPERATOR_LOG } from '../commands';
import { DeliveryContext } from '../context';
import { externalSecretFact, readyFacts } from '../evidence';
import { specKeeper } from '../specOwner';
import { Check } from '../finding';
import { isPast } from '../moments';
import { isRefreshDisabled, overdueFrom } from '../refresh';

function remedyFor(context: DeliveryContext): Remedy {
  const { input, secretName } = context;
  if (isRefreshDisabled(context.spec)) {
    const { targetKind } = context.spec;
    if (targetKind) {
      return {
        by: specKeeper(context),
        ...message('delete-to-rewrite.other-kind', {
          kind: targetKind,
          name: secretName,
        }),
      };
    }
    return {
      by: specKeeper(context),
      ...message('delete-to-rewrite', { secret: secretName }),
      command: deleteSecret(input.namespace.name, secretName),
    };
  }
  // No sync window holds back a change.
  const stuckFrom = overdueFrom(context);
  return stuckFrom !== undefined && isPast(input, stuckFrom)
    ? {
        by: 'platform',
        ...message('check-operator'),
        command: READ_OPERATOR_LOG,
      }
    : { by: 'nobody', ...message('await-change') };
}

export const outdated: Check = {
  state: 'outdated',
  find: context => {
    const { child } = context;
    if (!child || child.syncedGeneration === child.generation) {
      return undefined;
    }
    return {
      summary: message('changed-since'),
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
