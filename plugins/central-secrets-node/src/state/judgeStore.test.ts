import { renderMessage } from '@central-secrets/backstage-plugin-central-secrets-common';
import { parseEvent, parseStore } from '../records';
import {
  Change,
  clusterSecretStore,
  RawObject,
  storeEvent,
} from '../testUtils';
import { judgeStore } from './judgeStore';

const NOW = Date.parse('2026-11-23T05:01:00Z');

const storeThat = (ready: Change) =>
  clusterSecretStore('vault', {
    status: {
      conditions: [
        {
          type: 'Ready',
          status: 'False',
          reason: 'InvalidProviderConfig',
          message: 'unable to create client',
          lastTransitionTime: '2026-11-23T05:00:00Z',
          ...ready,
        } as RawObject,
      ],
    },
  });

function judge(store: RawObject, text?: string) {
  const warning =
    text === undefined ? undefined : parseEvent(storeEvent(store, text));
  const { summary, remedy, ...rest } = judgeStore(
    parseStore(store),
    warning,
    NOW,
  );
  return {
    ...rest,
    summary: summary && renderMessage(summary),
    command: remedy?.command,
  };
}

describe('judgeStore', () => {
  it('has nothing to say of a store that is ready', () => {
    expect(judge(storeThat({ status: 'True', reason: 'Valid' }))).toMatchObject(
      {
        ready: true,
        since: Date.parse('2026-11-23T05:00:00Z'),
        summary: undefined,
      },
    );
  });

  it('says why a store is down, by its event', () => {
    expect(
      judge(
        storeThat({}),
        'cannot get Kubernetes secret "gone" from namespace "default": secrets "gone" not found',
      ),
    ).toMatchObject({
      ready: false,
      cause: 'store-login',
      certainty: 'likely',
      summary:
        'ClusterSecretStore vault cannot log in: its Secret gone in namespace default does not exist',
      command: 'kubectl get secret gone -n default',
    });
  });

  it('says no more than that it is down, where nothing tells why', () => {
    const judged = judge(storeThat({}));
    expect(judged).toMatchObject({
      ready: false,
      summary: 'The store vault is not ready',
      command: 'kubectl describe clustersecretstore vault',
    });
    expect(judged.cause).toBeUndefined();
  });

  it('takes a store that was never validated for one that is down', () => {
    expect(
      judge(clusterSecretStore('vault', { status: undefined })),
    ).toMatchObject({ ready: false, since: undefined });
  });
});
