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
});
