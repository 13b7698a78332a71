import { KubernetesObject } from '../apiServer/objects';
import { clusterStore, namespace, secret } from '../testUtils/objects';
import { OperatorBench } from '../testUtils/operatorBench';
import { MemoryVault } from './memoryVault';

const SERVER = 'https://vault.example:8200';
const PATH = 'platform-data/postgres/temporal';

const vaultStore = (name: string, changes: object = {}, server = SERVER) =>
  clusterStore(name, {
    provider: { vault: { server, path: 'secret', version: 'v2' } },
    ...changes,
  });

function pushSecret(changes: Record<string, unknown> = {}): KubernetesObject {
  return {
    apiVersion: 'external-secrets.io/v1alpha1',
    kind: 'PushSecret',
    metadata: { name: 'temporal', namespace: 'app' },
    spec: {
      refreshInterval: '30s',
      secretStoreRefs: [{ kind: 'ClusterSecretStore', name: 'vault' }],
      selector: { secret: { name: 'source' } },
      data: [
        {
          match: {
            secretKey: 'password',
            remoteRef: { remoteKey: PATH, property: 'password' },
          },
        },
      ],
      ...changes,
    },
  };
}

const toStore = (name: string) => ({
  secretStoreRefs: [{ kind: 'ClusterSecretStore', name }],
});
const entry = (secretKey: string, remoteKey: string) => ({
  data: [
    { match: { secretKey, remoteRef: { remoteKey, property: 'password' } } },
  ],
});

describe('the emulated operator and a PushSecret', () => {
  let bench: OperatorBench;
  let vault: MemoryVault;
  beforeEach(async () => {
    bench = await OperatorBench.start();
    vault = bench.demo.operator.addVault(SERVER);
    bench.create(
      vaultStore('vault'),
      vaultStore('denying', { conditions: [{ namespaces: ['other'] }] }),
      vaultStore('unreachable', {}, 'http://127.0.0.1:9'),
      vaultStore('otherclass', { controller: 'other' }),
      namespace('other'),
      secret('source', 'app', { password: 'demo-only-1' }),
    );
  });
  afterEach(() => bench.stop());

  const status = () => bench.find('PushSecret', 'temporal', 'app')?.status;
  const pushed = () => vault.read(PATH)?.data;

  it('writes the value, and says what it has written', () => {
    bench.create(pushSecret());
    expect(pushed()).toEqual({ password: 'demo-only-1' });
    const match = {
      secretKey: 'password',
      remoteRef: { remoteKey: PATH, property: 'password' },
    };
    expect(status()).toMatchObject({
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: 'Synced',
          message: 'PushSecret synced successfully',
        },
      ],
      refreshTime: '2026-11-23T05:00:00Z',
      syncedPushSecrets: {
        'ClusterSecretStore/vault': {
          [`${PATH}/password`]: { conversionStrategy: 'None', match },
        },
      },
    });
    expect(status().syncedResourceVersion).toMatch(/^1-[0-9a-f]{56}$/);
  });

  // The texts of the real operator, 0.20.4 and 2.9.0.
  it.each([
    [
      'the source is missing',
      { selector: { secret: { name: 'nope' } } },
      'could not get source secret',
    ],
    [
      'the key is missing',
      entry('nokey', PATH),
      'set secret failed: secret key nokey does not exist',
    ],
    [
      'the store is missing',
      toStore('no-such-store'),
      'could not get ClusterSecretStore "no-such-store", ClusterSecretStore.external-secrets.io "no-such-store" not found',
    ],
    [
      'the store denies the namespace',
      toStore('denying'),
      'set secret failed: could not get secrets client for store denying: using cluster store "denying" is not allowed from namespace "app": denied by spec.condition',
    ],
    [
      'Vault does not answer',
      toStore('unreachable'),
      `set secret failed: could not write remote ref password to target secretstore unreachable: cannot read secret data from Vault: Get "http://127.0.0.1:9/v1/secret/data/${PATH}": dial tcp 127.0.0.1:9: connect: connection refused`,
    ],
    [
      'the policies of Vault do not allow the path',
      entry('password', 'team/own'),
      expect.stringMatching(
        /^set secret failed: could not write remote ref password to target secretstore vault: cannot read secret data from Vault: [^]*Code: 403[^]*permission denied/,
      ),
    ],
  ])('fails where %s, in its words', (_title, changes, message) => {
    bench.create(pushSecret(changes));
    expect(status()).toMatchObject({
      conditions: [
        { type: 'Ready', status: 'False', reason: 'Errored', message },
      ],
    });
    expect(status()).not.toHaveProperty('refreshTime');
    const events = bench.eventsAbout(
      bench.find('PushSecret', 'temporal', 'app'),
    );
    expect(events).toMatchObject([
      { type: 'Warning', reason: 'Errored', message, count: 1 },
    ]);
  });

  it('replaces no value that another program wrote, and pushes when that is gone', () => {
    vault.restore(PATH, { data: { password: 'own' }, isManaged: false });
    bench.create(pushSecret());
    expect(status().conditions[0].message).toMatch(
      /secret not managed by external-secrets$/,
    );
    expect(pushed()).toEqual({ password: 'own' });
    vault.delete(PATH);
    bench.clock.advance(1_000);
    expect(status().conditions[0]).toMatchObject({
      status: 'True',
      message: 'PushSecret synced successfully',
    });
  });

  it('follows its source at the interval, and keeps the other properties of the path', () => {
    vault.restore(PATH, { data: { username: 'temporal' }, isManaged: true });
    bench.create(pushSecret());
    const data = { password: Buffer.from('demo-only-2').toString('base64') };
    bench.patch('Secret', 'source', { data }, 'app');
    bench.clock.advance(29_000);
    expect(pushed()).toEqual({ username: 'temporal', password: 'demo-only-1' });
    bench.clock.advance(2_000);
    expect(pushed()).toEqual({ username: 'temporal', password: 'demo-only-2' });
  });

  it('leaves a value as it is with IfNotExists', () => {
    vault.restore(PATH, { data: { password: 'first' }, isManaged: true });
    bench.create(pushSecret({ updatePolicy: 'IfNotExists' }));
    expect(pushed()).toEqual({ password: 'first' });
    expect(status().conditions[0].message).toBe(
      'PushSecret synced successfully. Existing secrets in providers unchanged.',
    );
  });

  it('leaves the value behind when it is deleted, unless deletionPolicy is Delete', () => {
    bench.create(pushSecret());
    bench.delete('PushSecret', 'temporal', 'app');
    expect(pushed()).toEqual({ password: 'demo-only-1' });
    bench.create(pushSecret({ deletionPolicy: 'Delete' }));
    bench.delete('PushSecret', 'temporal', 'app');
    expect(bench.find('PushSecret', 'temporal', 'app')).toBeUndefined();
    expect(vault.read(PATH)).toBeUndefined();
  });

  it('stays until its values can be deleted', () => {
    bench.create(pushSecret({ deletionPolicy: 'Delete' }));
    bench.demo.operator.breakStore('vault');
    bench.delete('PushSecret', 'temporal', 'app');
    expect(status().conditions[0].message).toMatch(
      /^Failed to Delete Secrets from Provider: /,
    );
    bench.demo.operator.repairStore('vault');
    bench.clock.advance(10_000);
    expect(bench.find('PushSecret', 'temporal', 'app')).toBeUndefined();
  });

  it('says nothing about a store of another operator', () => {
    bench.create(pushSecret(toStore('otherclass')));
    expect(status()).toBeUndefined();
  });
});
