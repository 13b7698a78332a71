import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { READ_OPERATOR_LOG } from '../commands';
import { externalSecretFact, readyFacts, writtenTime } from '../evidence';
import { Check } from '../finding';
import { isPast } from '../moments';
import { staleFrom } from '../refresh';

/**
 * An operator that stands still leaves Ready=True behind, with a refresh time
 * that no longer moves (https://github.com/external-secrets/external-secrets/issues/6053).
 */
export const stale: Check = {
  state: 'stale',
  find: context => {
    const { input, child, spec } = context;
    const from = staleFrom(context);
    if (!child || from === undefined || !isPast(input, from)) {
      return undefined;
    }
    const { refreshedAt } = child;
    return {
      since: from,
      summary: message('refresh-overdue'),
      get evidence() {
        return [
          externalSecretFact(
            child,
            'status.refreshTime',
            refreshedAt === undefined ? 'none' : writtenTime(refreshedAt),
            refreshedAt,
          ),
          externalSecretFact(
            child,
            'spec.refreshInterval',
            `${spec.refreshIntervalMs / 1_000} s`,
          ),
          ...readyFacts(child),
        ];
      },
      remedy: {
        by: 'platform',
        ...message('check-refresh'),
        command: READ_OPERATOR_LOG,
      },
    };
  },
};
