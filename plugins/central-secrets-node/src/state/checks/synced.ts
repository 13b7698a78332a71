import { externalSecretFact, readyFacts, writtenTime } from '../evidence';
import { Check } from '../finding';
import { SYNCED_REASONS } from '../operatorTexts';

export const synced: Check = {
  state: 'synced',
  find: ({ child, spec, secretName }) => {
    const { ready } = child ?? {};
    if (!child || ready?.status !== 'True') return undefined;
    if (!SYNCED_REASONS.has(ready.reason)) return undefined;
    const { refreshedAt } = child;
    return {
      since: ready.changedAt,
      summary:
        spec.creationPolicy === 'None'
          ? 'The source was read as it should be; no Secret is to be written'
          : `The Secret ${secretName} is there and up to date`,
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
        text:
          spec.creationPolicy === 'None'
            ? 'Nothing to do'
            : 'Nothing to do. Nobody here reads Secrets: that it is there is what the operator wrote down when it last looked',
      },
    };
  },
};
