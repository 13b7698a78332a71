import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { externalSecretFact, readyFacts, writtenTime } from '../evidence';
import { Check } from '../finding';
import { SYNCED_REASONS } from '../operatorTexts';

export const synced: Check = {
  state: 'synced',
  find: ({ child, spec, secretName }) => {
    const { ready } = child ?? {};
    if (!child || ready?.status !== 'True') {
      return undefined;
    }
    if (!SYNCED_REASONS.has(ready.reason)) {
      return undefined;
    }
    const { refreshedAt } = child;
    return {
      since: ready.changedAt,
      summary:
        spec.creationPolicy === 'None'
          ? message('source-read')
          : message('synced', { secret: secretName }),
      evidence: [
        ...readyFacts(child),
        ...(refreshedAt === undefined
          ? []
          : [
              externalSecretFact(
                child,
                'status.refreshTime',
                writtenTime(refreshedAt),
                refreshedAt,
              ),
            ]),
      ],
      remedy: {
        by: 'nobody',
        ...message(
          spec.creationPolicy === 'None'
            ? 'no-action.none-written'
            : 'no-action',
        ),
      },
    };
  },
};
