import { readFile } from 'node:fs/promises';
import { waitFor } from '@central-secrets/dev-tools';
import { namespace, secret } from '../acceptance/manifests';
import { Canaries } from '../framework/canaries';
import { theWorld } from '../jest/globals';
import { decoded } from '../properties/observe';
import { VaultHub } from './vaultHub';

const PRODUCER = 'platform-data';
const ZALANDO = 'platform-postgres.credentials.postgresql.acid.zalan.do';

/** Each path of section 5a.5.2, the keys of its source, and who gets them. */
const PATHS = [
  {
    path: 'platform-data/postgres/temporal',
    source: `temporal.${ZALANDO}`,
    keys: ['username', 'password'],
    consumers: ['temporal/temporal-postgres'],
  },
  {
    path: 'platform-data/postgres/backstage',
    source: `backstage.${ZALANDO}`,
    keys: ['username', 'password'],
    consumers: ['backstage/backstage-postgres'],
  },
  {
    path: 'platform-data/redis/temporal',
    source: 'platform-redis',
    keys: ['password'],
    consumers: ['temporal/temporal-redis'],
  },
  {
    path: 'platform-config/postgres/platform-postgres',
    source: 'platform-postgres-endpoint',
    keys: ['host', 'port'],
    consumers: [
      'temporal/temporal-postgres-endpoint',
      'backstage/backstage-postgres-endpoint',
    ],
  },
  {
    path: 'platform-config/redis/platform-redis',
    source: 'platform-redis-endpoint',
    keys: ['host', 'port'],
    consumers: ['temporal/temporal-redis-endpoint'],
  },
];

describe('internal distribution, as deploy/ and vault-setup set it up', () => {
  const { platform } = theWorld();
  const { kubectl } = platform.controlPlane;
  const canaries = new Canaries();
  let hub: VaultHub;

  beforeAll(async () => {
    await kubectl.apply(
      namespace(PRODUCER, { 'central-secrets/producer': 'platform-redis' }),
      namespace('temporal'),
    );
    hub = await VaultHub.start(platform);
  });

  afterAll(async () => {
    // Pushes remove their values from Vault, and hold their namespace until then.
    await kubectl.run([
      ...[
        'delete',
        'clusterpushsecret',
        'platform-config-redis-platform-redis',
      ],
      '--ignore-not-found',
    ]);
    await kubectl.run(['-n', PRODUCER, 'delete', 'pushsecrets', '--all']);
    await kubectl.run([
      ...['delete', 'namespace', PRODUCER, 'temporal', '--wait=false'],
    ]);
    await kubectl.run([
      ...['-n', 'backstage', 'delete', 'externalsecret'],
      ...['backstage-postgres', 'backstage-postgres-endpoint'],
      '--ignore-not-found',
    ]);
    await platform.restoreHub();
    await hub.end();
  });

  it('shows with --dry-run what Vault lacks, and changes nothing', async () => {
    const { code, output } = await hub.setUp('--dry-run');
    expect(output).toContain('6 of 6 differ. Nothing was written');
    expect(code).toBe(1);
    const { data } = await hub.vault.ask('GET', 'sys/mounts');
    expect(data).not.toHaveProperty('secret/');
  });

  it('writes it, with a token that may write nothing else, and nothing the second time', async () => {
    await expect(hub.setUp()).resolves.toMatchObject({
      code: 0,
      output: expect.stringContaining('Done: 6 written'),
    });
    await expect(hub.setUp()).resolves.toMatchObject({
      code: 0,
      output: expect.stringContaining('In order: nothing to write'),
    });
    await expect(
      hub.vault.statusOf(hub.setupToken, 'POST', 'sys/policies/acl/other', {
        policy: '',
      }),
    ).resolves.toBe(403);
    await hub.untilReady();
  });

  it('brings each of the five paths to its consumers', async () => {
    const values = new Map(
      PATHS.map(({ source, keys }) => [
        source,
        Object.fromEntries(keys.map(key => [key, canaries.plant()])),
      ]),
    );
    await kubectl.apply(
      ...[...values].map(([source, data]) => secret(PRODUCER, source, data)),
    );
    await hub.apply('examples', { resources: ['examples'] });
    for (const { path, source, consumers } of PATHS) {
      for (const consumer of consumers) {
        const [inNamespace, name] = consumer.split('/');
        await waitFor(
          async () => {
            const copy = await platform.api.get(
              `/api/v1/namespaces/${inNamespace}/secrets/${name}`,
            );
            return (
              copy &&
              JSON.stringify(sorted(decoded(copy))) ===
                JSON.stringify(sorted(values.get(source)!))
            );
          },
          { reason: `${path} to arrive in ${consumer}`, limitMs: 60_000 },
        );
      }
    }
    expect(Object.keys(await hub.vault.versions()).sort()).toEqual(
      PATHS.map(({ path }) => path).sort(),
    );
  });

  it.each([
    ['GET', 'secret/data/platform-data/postgres/temporal', 200],
    ['POST', 'secret/data/platform-data/example/probe', 200],
    ['GET', 'secret/data/platform-config/redis/platform-redis', 200],
    ['DELETE', 'secret/metadata/platform-data/example/probe', 204],
    // Outside of its paths, or of their form.
    ['POST', 'secret/data/platform-data/postgres', 403],
    ['POST', 'secret/data/platform-data/postgres/temporal/more', 403],
    ['POST', 'secret/data/platform-database/postgres/temporal', 403],
    ['GET', 'secret/data/team/postgres/temporal', 403],
    ['POST', 'secret/data/team/postgres/temporal', 403],
    ['GET', 'secret/metadata/platform-data?list=true', 403],
    ['GET', 'secret/metadata/platform-data/postgres?list=true', 403],
    ['POST', 'secret/destroy/platform-data/postgres/temporal', 403],
    ['POST', 'secret/config', 403],
    ['GET', 'sys/mounts', 403],
    ['POST', 'sys/policies/acl/internal-distribution-read', 403],
    ['POST', 'auth/kubernetes/role/external-secrets', 403],
    ['POST', 'auth/token/create', 403],
  ] as const)('lets the role ask %s %s: %i', async (method, path, expected) => {
    const { token } = await hub.logIn('external-secrets', 'vault-backend');
    await expect(
      hub.vault.statusOf(
        token,
        method,
        path,
        method === 'POST' ? { data: { probe: 'not-a-real-value' } } : undefined,
      ),
    ).resolves.toBe(expected);
  });

  it.each([
    ['temporal', 'default', ['vault']],
    ['temporal', 'default', undefined],
    // The same name in a namespace of a team.
    ['temporal', 'vault-backend', ['vault']],
    // The operator itself, and the store with a token for the API server.
    ['external-secrets', 'external-secrets', ['vault']],
    ['external-secrets', 'vault-backend', ['https://kubernetes.default.svc']],
  ])(
    '5a.3.3 MUST NOT: refuses the login of %s/%s with audiences %j',
    async (inNamespace, account, audiences) => {
      await kubectl.apply({
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: account, namespace: inNamespace },
      });
      await expect(
        hub.logIn(inNamespace, account, audiences),
      ).resolves.toMatchObject({ status: 403 });
    },
  );

  describe('with its walls', () => {
    const TEAM = 'team-of-temporal';
    const STORE = { kind: 'ClusterSecretStore', name: 'vault-backend' };

    beforeAll(async () => {
      await hub.apply('walls', {
        resources: ['../base/admission'],
        components: ['walls'],
        labels: [{ pairs: { 'app.kubernetes.io/part-of': 'central-secrets' } }],
      });
      await kubectl.apply(
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'Role',
          metadata: { name: TEAM, namespace: 'temporal' },
          rules: [
            {
              apiGroups: ['external-secrets.io'],
              resources: ['externalsecrets', 'pushsecrets'],
              verbs: ['*'],
            },
          ],
        },
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'RoleBinding',
          metadata: { name: TEAM, namespace: 'temporal' },
          roleRef: {
            apiGroup: 'rbac.authorization.k8s.io',
            kind: 'Role',
            name: TEAM,
          },
          subjects: [{ kind: 'User', name: TEAM }],
        },
      );
    });

    /** The answer to a team that reads a path of another consumer. */
    const readOf = (store: object) =>
      askAsTeam('v1', 'externalsecrets', {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: { name: 'stolen' },
        spec: {
          secretStoreRef: store,
          target: { name: 'stolen' },
          data: [
            {
              secretKey: 'password',
              remoteRef: {
                key: 'platform-data/postgres/backstage',
                property: 'password',
              },
            },
          ],
        },
      });

    async function askAsTeam(version: string, kind: string, object: object) {
      const team = platform.api.as(TEAM);
      try {
        return await team.ask(
          'POST',
          `/apis/external-secrets.io/${version}/namespaces/temporal/${kind}?dryRun=All`,
          object,
        );
      } finally {
        await team.close();
      }
    }

    it("5a.6.3 MUST: refuses a team's own ExternalSecret, and takes one of another store", async () => {
      await waitFor(async () => (await readOf(STORE)).status === 403, {
        reason: 'the walls to stand',
      });
      expect((await readOf(STORE)).body.message).toContain(
        'may not read ClusterSecretStore vault-backend',
      );
      await expect(
        readOf({ kind: 'SecretStore', name: 'own' }),
      ).resolves.toMatchObject({ status: 201 });
    });

    it("refuses a team's own PushSecret", async () => {
      const { status, body } = await askAsTeam('v1alpha1', 'pushsecrets', {
        apiVersion: 'external-secrets.io/v1alpha1',
        kind: 'PushSecret',
        metadata: { name: 'forged' },
        spec: {
          secretStoreRefs: [STORE],
          selector: { secret: { name: 'temporal-postgres' } },
          data: [
            {
              match: {
                secretKey: 'password',
                remoteRef: {
                  remoteKey: 'platform-data/postgres/backstage',
                  property: 'password',
                },
              },
            },
          ],
        },
      });
      expect(body.message).toContain(
        'may not push to ClusterSecretStore vault-backend',
      );
      expect(status).toBe(403);
    });
  });

  it('leaves a record of each access in Vault, with the role and without a value', async () => {
    const bytes = await readFile(hub.auditLog);
    const accesses = bytes
      .toString()
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line))
      .filter(
        ({ type, auth }) =>
          type === 'request' && auth?.metadata?.role === 'external-secrets',
      );
    for (const { path } of PATHS) {
      const ofPath = accesses.filter(
        ({ request }) => request.path === `secret/data/${path}`,
      );
      expect(new Set(ofPath.map(({ request }) => request.operation))).toEqual(
        // Vault records the first write of a path as an update, too.
        new Set(['read', 'update']),
      );
      for (const { auth } of ofPath) {
        expect(auth.metadata).toMatchObject({
          service_account_namespace: 'external-secrets',
          service_account_name: 'vault-backend',
        });
      }
    }
    expect(canaries.count).toBeGreaterThan(0);
    expect(canaries.foundIn(bytes)).toEqual([]);
  });
});

function sorted(values: Readonly<Record<string, string>>) {
  return Object.entries(values).sort();
}
