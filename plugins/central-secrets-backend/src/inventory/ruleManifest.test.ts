import { ruleManifestOf } from './ruleManifest';

const CANARY = 'canary-0123456789';

describe('ruleManifestOf', () => {
  it('keeps of a distribution its spec, and neither annotations nor managed fields', () => {
    const spec = { namespaceSelectors: [{}], externalSecretSpec: { data: [] } };
    expect(
      ruleManifestOf({
        apiVersion: 'external-secrets.io/v1',
        kind: 'ClusterExternalSecret',
        metadata: {
          name: 'demo',
          annotations: { note: CANARY },
          managedFields: [CANARY],
        },
        spec: { ...spec, later: CANARY },
        status: { note: CANARY },
      }),
    ).toEqual({
      apiVersion: 'external-secrets.io/v1',
      group: 'external-secrets.io',
      kind: 'ClusterExternalSecret',
      name: 'demo',
      namespace: undefined,
      object: {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ClusterExternalSecret',
        metadata: { name: 'demo' },
        spec,
      },
    });
  });

  it('keeps of a distribution the annotations of its offer, and of the others written for this plugin the key', () => {
    const manifest = ruleManifestOf({
      apiVersion: 'external-secrets.io/v1',
      kind: 'ClusterExternalSecret',
      metadata: {
        name: 'demo',
        annotations: {
          'central-secrets/self-service': 'true',
          'central-secrets/allowed-owners': 'group:default/a',
          'central-secrets/allowed-owner': CANARY,
          'central-secret/description': CANARY,
          'central-secrets/description': CANARY,
          'example.com/note': CANARY,
        },
      },
    });
    expect(manifest?.object.metadata).toEqual({
      name: 'demo',
      annotations: {
        'central-secrets/self-service': 'true',
        'central-secrets/allowed-owners': 'group:default/a',
        'central-secrets/allowed-owner': '',
        'central-secret/description': '',
        'central-secrets/description': '',
      },
    });
  });

  it('keeps of a store its conditions, and no value of its provider', () => {
    const manifest = ruleManifestOf({
      apiVersion: 'external-secrets.io/v1',
      kind: 'ClusterSecretStore',
      metadata: { name: 'store' },
      spec: {
        conditions: [{ namespaces: ['a'] }],
        provider: {
          vault: { server: `https://user:${CANARY}@vault.example` },
          fake: { data: [{ key: CANARY, value: CANARY }, { key: 'b' }] },
        },
      },
    });
    expect(manifest?.object.spec).toEqual({
      conditions: [{ namespaces: ['a'] }],
      provider: {
        vault: {},
        fake: { data: [{ value: '[hidden]' }, { value: '' }] },
      },
    });
  });

  it('keeps nothing of other kinds', () => {
    expect(ruleManifestOf({ kind: 'ExternalSecret' })).toBeUndefined();
    expect(ruleManifestOf(undefined)).toBeUndefined();
  });

  describe('of a spec that is very long', () => {
    const long = 'x'.repeat(300_000);
    const of = (kind: string, spec: object) =>
      ruleManifestOf({
        apiVersion: 'external-secrets.io/v1',
        kind,
        metadata: { name: 'demo' },
        spec,
      });

    it('keeps nothing of a distribution', () => {
      expect(
        of('ClusterExternalSecret', { externalSecretSpec: { note: long } }),
      ).toBeUndefined();
    });

    it('keeps of a store that it is there', () => {
      expect(
        of('ClusterSecretStore', { conditions: [{ namespaces: [long] }] })
          ?.object.spec,
      ).toEqual({});
    });
  });

  it('knows no kind by what every object inherits', () => {
    expect(
      ruleManifestOf({ apiVersion: 'v1', kind: 'constructor', spec: CANARY }),
    ).toBeUndefined();
  });
});
