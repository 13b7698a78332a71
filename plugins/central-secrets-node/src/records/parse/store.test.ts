import { clusterSecretStore, secretStore } from '../../testUtils';
import { parseStore } from './store';

const CANARY = 'canary-not-a-real-secret';

describe('parseStore', () => {
  it('keeps the provider’s name and nothing below it', () => {
    const raw = clusterSecretStore('s', {
      spec: {
        controller: 'other',
        provider: {
          kubernetes: undefined,
          fake: { data: [{ key: 'k', value: CANARY }] },
        },
        conditions: [{ namespaces: ['app'], namespaceRegexes: ['^a'] }],
      },
    });
    const record = parseStore(raw);
    expect(record).toMatchObject({
      kind: 'ClusterSecretStore',
      name: 's',
      controller: 'other',
      provider: 'fake',
      conditions: [{ namespaces: ['app'], namespaceRegexes: ['^a'] }],
      ready: { status: 'True', reason: 'Valid' },
    });
    expect(JSON.stringify(record)).not.toContain(CANARY);
  });

  it('reads a SecretStore with its namespace, with or without its kind', () => {
    expect(parseStore(secretStore('s', 'app'))).toMatchObject({
      kind: 'SecretStore',
      namespace: 'app',
    });
    expect(parseStore(secretStore('s', 'app', { kind: undefined })).kind).toBe(
      'SecretStore',
    );
  });

  it.each([
    ['its own cluster', {}, undefined],
    [
      'its own cluster by name',
      { server: { url: 'https://kubernetes.default.svc:443' } },
      undefined,
    ],
    ['the server of an address', { server: { url: 'https://10.0.0.1' } }, true],
    ['what a kubeconfig says', { authRef: { name: 'kubeconfig' } }, true],
  ])('knows whether a store may read another cluster: %s', (_, fields, is) => {
    const record = parseStore(
      clusterSecretStore('s', { spec: { provider: { kubernetes: fields } } }),
    );
    expect(record.hasOwnServer).toBe(is);
  });

  it('knows the service account of a ClusterSecretStore', () => {
    const serviceAccount = { namespace: 'hub', name: 'reader' };
    const provider = { kubernetes: { auth: { serviceAccount } } };
    expect(
      parseStore(clusterSecretStore('s', { spec: { provider } })).account,
    ).toBe('hub/reader');
    expect(
      parseStore(secretStore('s', 'app', { spec: { provider } })).account,
    ).toBeUndefined();
  });

  it.each([
    ['a token', { auth: { serviceAccount: undefined, token: {} } }],
    [
      'an account in an unknown namespace',
      { auth: { serviceAccount: { name: 'reader', namespace: undefined } } },
    ],
    [
      'a kubeconfig',
      {
        authRef: { name: 'kubeconfig' },
        auth: { serviceAccount: { namespace: 'hub', name: 'reader' } },
      },
    ],
  ])('knows no service account of a store with %s', (_, kubernetes) => {
    const record = parseStore(
      clusterSecretStore('s', { spec: { provider: { kubernetes } } }),
    );
    expect(record.account).toBeUndefined();
  });
});
