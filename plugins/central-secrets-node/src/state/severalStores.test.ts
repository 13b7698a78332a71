import {
  childOf,
  clusterSecretStore,
  distribution,
  failedStatus,
  secretStore,
  syncedStatus,
  updateFailedEvent,
} from '../testUtils';
import {
  asking,
  codesOf,
  derive,
  GET_FAILED,
  store,
} from './__testUtils__/derive';

const entry = (key: string, storeRef?: { kind: string; name: string }) => ({
  secretKey: key,
  remoteRef: { key },
  ...(storeRef ? { sourceRef: { storeRef } } : {}),
});
const both = distribution('oauth', {
  spec: {
    externalSecretSpec: {
      data: [
        entry('token'),
        entry('second', { kind: 'ClusterSecretStore', name: 'second' }),
      ],
    },
  },
});
const failing = childOf(both, 'app', { status: failedStatus(GET_FAILED) });

describe('a delivery that reads two stores', () => {
  it('is denied when only the second store excludes the namespace', () => {
    const denying = clusterSecretStore('second', {
      spec: { conditions: [{ namespaces: ['other'] }] },
    });
    expect(derive([asking, both, store, denying])).toMatchObject({
      state: 'denied',
      summary: 'The store second does not allow namespace app',
      remedy: { command: 'kubectl edit clustersecretstore second' },
    });
  });

  it('is unavailable when only the second store is not ready', () => {
    const down = clusterSecretStore('second', { status: undefined });
    expect(derive([asking, both, failing, store, down])).toMatchObject({
      state: 'store-unavailable',
      summary: 'The store second is not ready',
      remedy: { command: 'kubectl describe clustersecretstore second' },
    });
  });

  it('fails because the second store does not exist', () => {
    expect(derive([asking, both, failing, store])).toMatchObject({
      state: 'failed',
      cause: 'store-missing',
      summary: 'ClusterSecretStore second does not exist',
    });
  });

  it('fails so also where the other store was not ready at the last attempt', () => {
    const text = 'ClusterSecretStore "central-secret-store" is not ready';
    const event = updateFailedEvent(failing, text);
    expect(derive([asking, both, failing, store, event])).toMatchObject({
      state: 'failed',
      cause: 'store-missing',
    });
  });

  it('takes a namespaced store of the same name for another one', () => {
    const namesake = secretStore('second', 'app');
    expect(derive([asking, both, failing, store, namesake])).toMatchObject({
      cause: 'store-missing',
      summary: 'ClusterSecretStore second does not exist',
    });
  });

  it('tells a store of the namespace from the one of that name for all', () => {
    const named = (kind: string) => entry(kind, { kind, name: 'second' });
    const two = distribution('oauth', {
      spec: {
        externalSecretSpec: {
          data: [named('SecretStore'), named('ClusterSecretStore')],
        },
      },
    });
    const child = childOf(two, 'app', { status: failedStatus(GET_FAILED) });
    const own = secretStore('second', 'app');
    expect(derive([asking, two, child, store, own])).toMatchObject({
      cause: 'store-missing',
      summary: 'ClusterSecretStore second does not exist',
    });
  });

  it('names the store of the operator’s text, and both where it names none', () => {
    const second = clusterSecretStore('second');
    const told = (text: string) =>
      derive([
        asking,
        both,
        failing,
        store,
        second,
        updateFailedEvent(failing, text),
      ]).summary;
    expect(told('ClusterSecretStore "second" is not ready')).toBe(
      'The store second was not ready at the last attempt',
    );
    expect(
      told(
        'using cluster store "second" is not allowed from namespace "app": denied by spec.condition',
      ),
    ).toBe('The store second did not allow namespace app at the last attempt');
    expect(told('dial tcp 10.0.0.1:443: connect: connection refused')).toBe(
      'The provider of ClusterSecretStore central-secret-store, ClusterSecretStore second is not available',
    );
  });

  it('warns of each store that is not ready while the copy is still good', () => {
    const synced = childOf(both, 'app', { status: syncedStatus('oauth') });
    const down = clusterSecretStore('second', {
      status: { conditions: [{ type: 'Ready', status: 'False' }] },
    });
    const derived = derive([asking, both, synced, store, down]);
    expect(derived.state).toBe('synced');
    expect(codesOf(derived)).toEqual(['store-not-ready']);
    expect(derived.warnings[0].text).toContain('The store second is not ready');
  });
});
