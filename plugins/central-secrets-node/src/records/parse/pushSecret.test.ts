import {
  clusterPushSecret,
  errorStatus,
  pushOf,
  pushSecret,
  vaultStore,
} from '../../testUtils';
import { parseClusterPushSecret, parsePushSecret } from './pushSecret';
import { parseStore } from './store';

const PATH = 'platform-data/postgres/temporal';
const CANARY = 'canary-not-a-real-secret';
const LONG = 'x'.repeat(200_000);

describe('parsePushSecret', () => {
  it('keeps what is pushed, where, and what the operator says of it', () => {
    expect(
      parsePushSecret(
        pushOf(PATH, 'temporal', 'platform-data', {
          metadata: {
            ownerReferences: [
              { kind: 'ClusterPushSecret', name: 'all', controller: true },
            ],
          },
          spec: { refreshInterval: '10s', deletionPolicy: 'Delete' },
        }),
      ),
    ).toMatchObject({
      namespace: 'platform-data',
      name: 'temporal',
      owner: 'all',
      spec: {
        stores: [{ kind: 'ClusterSecretStore', name: 'vault-backend' }],
        source: { name: 'temporal-password' },
        entries: [
          { secretKey: 'password', remoteKey: PATH, property: 'password' },
        ],
        updatePolicy: 'Replace',
        deletionPolicy: 'Delete',
        refreshIntervalMs: 10_000,
      },
      refreshedAt: Date.parse('2026-11-23T05:00:00Z'),
      syncedGeneration: 1,
      pushed: [
        {
          store: { kind: 'ClusterSecretStore', name: 'vault-backend' },
          remoteKey: PATH,
          property: 'password',
        },
      ],
      ready: { status: 'True', reason: 'Synced' },
    });
  });

  it('reads a PushSecret without optional fields as the operator does', () => {
    const { spec, pushed, ready } = parsePushSecret(
      pushSecret('temporal', 'platform-data', {
        spec: {
          data: undefined,
          deletionPolicy: undefined,
          refreshInterval: undefined,
          secretStoreRefs: [{ name: 'own' }],
          updatePolicy: undefined,
        },
      }),
    );
    expect(spec).toEqual({
      stores: [{ kind: 'SecretStore', name: 'own' }],
      source: { name: 'temporal-password' },
      entries: [],
      updatePolicy: 'Replace',
      deletionPolicy: 'None',
      refreshIntervalMs: 3_600_000,
    });
    expect({ pushed, ready }).toEqual({ pushed: [], ready: undefined });
  });

  it('says where the spec alone does not tell what is pushed, or where', () => {
    expect(
      parsePushSecret(
        pushSecret('temporal', 'platform-data', {
          spec: {
            dataTo: [{ match: { regexp: '.*' } }],
            secretStoreRefs: [
              { kind: 'ClusterSecretStore', labelSelector: {} },
            ],
            selector: {
              secret: { name: undefined, selector: { matchLabels: {} } },
            },
            template: { data: { password: CANARY } },
          },
        }),
      ).spec,
    ).toMatchObject({
      stores: [],
      hasDataTo: true,
      hasStoreSelector: true,
      hasTemplate: true,
      source: { hasSelector: true },
    });
  });

  it('names the generator that is pushed', () => {
    const selector = {
      secret: undefined,
      generatorRef: { kind: 'Password', name: 'random' },
    };
    expect(
      parsePushSecret(pushSecret('p', 'n', { spec: { selector } })).spec.source,
    ).toEqual({ generator: { kind: 'Password', name: 'random' } });
  });

  it('refuses a duration that cannot be read, and names the field', () => {
    expect(() =>
      parsePushSecret(
        pushSecret('p', 'n', { spec: { refreshInterval: '1y' } }),
      ),
    ).toThrow('PushSecret n/p: spec: refreshInterval');
  });

  it('keeps no value: no template, no metadata, no text with a credential', () => {
    const record = parsePushSecret(
      pushSecret('p', 'n', {
        metadata: { annotations: { note: CANARY } },
        spec: {
          template: { data: { password: CANARY } },
          data: [
            {
              match: { secretKey: 'a', remoteRef: { remoteKey: 'b' } },
              metadata: { note: CANARY },
            },
          ],
        },
        status: errorStatus(`set secret failed: password="${CANARY}"`),
      }),
    );
    expect(record.ready?.message).toContain('set secret failed');
    expect(JSON.stringify(record)).not.toContain(CANARY);
  });

  it('keeps no more of a large PushSecret than there is room for', () => {
    const data = Array.from({ length: 10_000 }, (_, index) => ({
      match: { secretKey: `k${index}`, remoteRef: { remoteKey: `p${index}` } },
    }));
    const record = parsePushSecret(
      pushSecret('p', 'n', {
        spec: {
          data,
          secretStoreRefs: Array.from({ length: 1_000 }, (_, index) => ({
            kind: 'ClusterSecretStore',
            name: `s${index}`,
          })),
        },
        status: {
          ...errorStatus(LONG),
          syncedPushSecrets: { 'ClusterSecretStore/s': { ...data } },
        },
      }),
    );
    expect(record.spec.entries).toHaveLength(50);
    expect(record.spec).toMatchObject({ hasMoreEntries: true });
    expect(record.pushed).toHaveLength(50);
    expect(JSON.stringify(record).length).toBeLessThan(20_000);
  });

  it('leaves out a path that is too long, so that two paths never become one', () => {
    const entry = (end: string) => ({
      match: { remoteRef: { remoteKey: `${LONG}${end}` } },
    });
    expect(
      parsePushSecret(
        pushSecret('p', 'n', { spec: { data: [entry('a'), entry('b')] } }),
      ).spec,
    ).toMatchObject({ entries: [], hasMoreEntries: true });
  });
});

describe('parseClusterPushSecret', () => {
  it('keeps what it pushes, and where the operator could not', () => {
    expect(
      parseClusterPushSecret(
        clusterPushSecret('all', {
          status: {
            failedNamespaces: Array.from({ length: 21 }, () => ({
              namespace: 'taken',
              reason: 'push secret already exists in namespace',
            })),
          },
        }),
      ),
    ).toMatchObject({
      name: 'all',
      pushSecretName: 'all',
      spec: { entries: [{ remoteKey: PATH }] },
      failedNamespaces: Array.from({ length: 20 }, () => ({
        namespace: 'taken',
        reason: 'push secret already exists in namespace',
      })),
      failedNamespacesLeftOut: 1,
    });
  });
});

describe('parseStore', () => {
  it('knows where a store of Vault is mounted, and its version', () => {
    expect(parseStore(vaultStore()).vault).toEqual({
      mount: 'secret',
      version: 'v2',
    });
    expect(
      parseStore(
        vaultStore('v', {
          spec: { provider: { vault: { path: undefined, version: 'v1' } } },
        }),
      ).vault,
    ).toEqual({ version: 'v1' });
  });
});
