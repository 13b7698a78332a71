import {
  message,
  Message,
  RemedyCode,
  SummaryCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { ExternalSecretSpecRecord } from '../../records';
import { externalSecretFact, readyFacts, writtenTime } from '../evidence';
import { Check } from '../finding';
import { SYNCED_REASONS } from '../operatorTexts';

function summaryOf(
  { creationPolicy, targetKind }: ExternalSecretSpecRecord,
  name: string,
): Message<SummaryCode> {
  if (creationPolicy === 'None') {
    return message('source-read');
  }
  return targetKind
    ? message('synced.other-kind', { kind: targetKind, name })
    : message('synced', { secret: name });
}

function noAction({
  creationPolicy,
  targetKind,
}: ExternalSecretSpecRecord): Message<RemedyCode> {
  if (creationPolicy === 'None') {
    return message('no-action.none-written');
  }
  return targetKind
    ? message('no-action.other-kind', { kind: targetKind })
    : message('no-action');
}

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
      summary: summaryOf(spec, secretName),
      get evidence() {
        return [
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
        ];
      },
      remedy: { by: 'nobody', ...noAction(spec) },
    };
  },
};
