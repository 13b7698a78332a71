import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  EntityChainsResponse,
  entityChainsResponseSchema,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { exactly } from '@central-secrets/backstage-plugin-central-secrets-common/testUtils';
import {
  clusterPushSecret,
  errorStatus,
  failedStatus,
  namespace,
  pushOf,
  RawObject,
  readOf,
  syncedStatus,
  vaultStore,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import fc from 'fast-check';
import request from 'supertest';
import { FakeInventory, startRouter } from '../__testUtils__';
import { entity, hub, NOW, shop } from '../__testUtils__/shop';

const PATH =
  '/api/central-secrets/v1/entities/default/component/shop/internal-distributions';
const SHOP = 'platform-data/postgres/shop';
const user = mockCredentials.user.header();

/** Names of others, which an answer about the entity must not have. */
const FOREIGN = /vault-tenant|foreign-/;
const OTHER = 'vault-tenant';

const read = (path: string, name: string, inNamespace: string) =>
  readOf(path, name, inNamespace, {
    status: syncedStatus(name, '2026-11-23T05:00:30Z'),
  });

async function ask(
  objects: readonly RawObject[],
  {
    result,
    home = shop(),
  }: { result?: AuthorizeResult; home?: RawObject } = {},
) {
  const cluster = hub(vaultStore(), home, namespace(OTHER), ...objects);
  const { server } = await startRouter({
    now: NOW,
    entities: [entity],
    inventory: new FakeInventory([cluster]),
    result,
  });
  return request(server).get(PATH).set('Authorization', user);
}

async function answer(
  objects: readonly RawObject[],
  options?: Parameters<typeof ask>[1],
): Promise<EntityChainsResponse> {
  const { body, status } = await ask(objects, options);
  expect(status).toBe(200);
  return exactly(entityChainsResponseSchema).parse(body);
}

describe('GET …/internal-distributions of an entity', () => {
  it('answers what a consumer gets, and tells of the producer its state alone', async () => {
    const body = await answer([
      pushOf(SHOP, 'foreign-push', OTHER),
      read(SHOP, 'database', 'shop'),
      read(SHOP, 'foreign-copy', OTHER),
      read('platform-data/postgres/other', 'foreign-other', OTHER),
    ]);
    expect(body).toMatchObject({
      entityRef: 'component:default/shop',
      leftOut: 0,
      internalDistributions: [
        {
          path: SHOP,
          roles: ['consumer'],
          state: 'synced',
          worstDelayMs: 7_200_000,
          rotation: { current: 2, waiting: 0 },
          warnings: [],
          pushes: [],
          reads: [{ namespace: 'shop', externalSecret: 'database' }],
          others: { pushes: { synced: 1 }, reads: { synced: 1 }, leftOut: 0 },
        },
      ],
    });
    expect(body.internalDistributions).toHaveLength(1);
    expect(JSON.stringify(body)).not.toMatch(FOREIGN);
  });

  it('answers what a producer writes, and how far it has come, without the names of its consumers', async () => {
    const body = await answer([
      pushOf(SHOP, 'shop', 'shop'),
      read(SHOP, 'foreign-copy', OTHER),
      readOf(SHOP, 'foreign-waiting', OTHER, {
        status: failedStatus('could not get secret data from provider'),
      }),
    ]);
    expect(body.internalDistributions).toMatchObject([
      {
        roles: ['producer'],
        state: 'failed',
        rotation: { current: 1, waiting: 1 },
        pushes: [{ namespace: 'shop', name: 'shop', state: 'synced' }],
        reads: [],
        others: { pushes: {}, reads: { synced: 1, failed: 1 } },
      },
    ]);
    expect(JSON.stringify(body)).not.toMatch(FOREIGN);
  });

  it('says that the producer fails where the consumer has read the path before', async () => {
    const body = await answer([
      pushOf(SHOP, 'foreign-push', OTHER, {
        status: {
          ...errorStatus(`could not get source secret of ${OTHER}`),
        },
      }),
      read(SHOP, 'database', 'shop'),
    ]);
    expect(body.internalDistributions).toMatchObject([
      { state: 'failed', others: { pushes: { failed: 1 } } },
    ]);
    expect(JSON.stringify(body)).not.toMatch(FOREIGN);
  });

  it('shows a second writer elsewhere as a conflict, and does not name it', async () => {
    const body = await answer([
      pushOf(SHOP, 'shop', 'shop'),
      pushOf(SHOP, 'foreign-push', OTHER, {
        spec: { selector: { secret: { name: 'own' } } },
      }),
    ]);
    expect(body.internalDistributions).toMatchObject([
      {
        state: 'conflict',
        pushes: [
          {
            state: 'conflict',
            summary: {
              code: 'push-several-writers',
              parameters: { names: ['shop/shop'], more: 1 },
            },
          },
        ],
      },
    ]);
    expect(JSON.stringify(body)).not.toMatch(FOREIGN);
  });

  it('shows no source of the hub, which is read and not pushed', async () => {
    const body = await answer([
      read('github-pat', 'database', 'shop'),
      readOf('smtp-relay', 'mail', 'shop', {
        status: failedStatus('cannot find secret data for key: "password"'),
      }),
    ]);
    expect(body.internalDistributions).toEqual([]);
    const pushed = await answer([
      pushOf('github-pat', 'foreign-push', OTHER),
      read('github-pat', 'database', 'shop'),
    ]);
    expect(pushed.internalDistributions).toHaveLength(1);
  });

  it('lists what needs attention first', async () => {
    const body = await answer([
      pushOf('platform-data/redis/a', 'a', 'shop'),
      pushOf('platform-data/redis/b', 'b', 'shop', {
        status: errorStatus('could not get source secret'),
      }),
    ]);
    expect(
      body.internalDistributions.map(({ path, state }) => [path, state]),
    ).toEqual([
      ['platform-data/redis/b', 'failed'],
      ['platform-data/redis/a', 'synced'],
    ]);
  });

  it('limits how many it tells of, and says how many more there are', async () => {
    const body = await answer(
      Array.from({ length: 110 }, (_, index) =>
        pushOf(`platform-data/redis/n${index}`, `push-${index}`, 'shop'),
      ),
    );
    expect(body.internalDistributions).toHaveLength(100);
    expect(body.leftOut).toBe(10);
  });

  it('tells nothing of a namespace that does not confirm the binding', async () => {
    const body = await answer(
      [pushOf(SHOP, 'shop', 'shop'), read(SHOP, 'database', 'shop')],
      { home: shop({}) },
    );
    expect(body.internalDistributions).toEqual([]);
    expect(body.leftOut).toBe(0);
  });

  it('refuses who may not see the deliveries of the entity', async () => {
    const { status, body } = await ask([pushOf(SHOP, 'shop', 'shop')], {
      result: AuthorizeResult.DENY,
    });
    expect([403, 404]).toContain(status);
    expect(JSON.stringify(body)).not.toContain(SHOP);
  });

  it('takes no parameter', async () => {
    const { server } = await startRouter({
      now: NOW,
      entities: [entity],
      inventory: new FakeInventory([hub(shop())]),
    });
    const { status, body } = await request(server)
      .get(`${PATH}?namespace=${OTHER}`)
      .set('Authorization', user);
    expect(status).toBe(400);
    expect(body.error.message).toContain('the address may have none');
  });
});

describe('a team that names a path which the operator does not let it use', () => {
  const denying = vaultStore('vault-backend', {
    spec: { conditions: [{ namespaces: [OTHER] }] },
  });
  const refused = failedStatus('could not get secret data from provider');

  /** Objects of the namespace shop with which a team could ask about a path of others. */
  const PROBES: Record<string, (path: string) => RawObject[]> = {
    'a read that was not attempted': path => [readOf(path, 'probe', 'shop')],
    'a read that was refused': path => [
      readOf(path, 'probe', 'shop', { status: refused }),
    ],
    'a read whose store denies the namespace': path => [
      denying,
      read(path, 'probe', 'shop'),
    ],
    'a read that was changed since its success': path => [
      readOf(path, 'probe', 'shop', {
        metadata: { generation: 2 },
        status: syncedStatus('probe', '2026-11-23T05:00:30Z'),
      }),
    ],
    'a push that was not attempted': path => [
      pushOf(path, 'probe', 'shop', {
        status: {
          conditions: undefined,
          refreshTime: undefined,
          syncedResourceVersion: undefined,
        },
      }),
    ],
    'a push without a source': path => [
      pushOf(path, 'probe', 'shop', {
        status: errorStatus('could not get source secret'),
      }),
    ],
    'a push that was refused': path => [
      pushOf(path, 'probe', 'shop', {
        status: errorStatus('set secret failed: Code: 403. permission denied'),
      }),
    ],
    'a push that was changed since its success': path => [
      pushOf(path, 'probe', 'shop', { metadata: { generation: 2 } }),
    ],
  };

  /** What others may have at the path. */
  const foreign = (path: string): RawObject[] => [
    pushOf(path, 'foreign-push', OTHER, {
      spec: { selector: { secret: { name: 'own' } } },
    }),
    pushOf(path, 'foreign-failed', OTHER, { status: errorStatus('gone') }),
    read(path, 'foreign-copy', OTHER),
    clusterPushSecret('foreign-maker', {
      spec: {
        pushSecretSpec: {
          data: [{ match: { secretKey: 'a', remoteRef: { remoteKey: path } } }],
        },
      },
      status: { failedNamespaces: [{ namespace: OTHER, reason: 'exists' }] },
    }),
  ];

  it.each(Object.keys(PROBES))(
    'learns nothing of others by %s: the answer is the same with and without them',
    async probe => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(SHOP, 'team/secret-project', 'platform-config/a/b'),
          fc.subarray([0, 1, 2, 3], { minLength: 1 }),
          async (path, chosen) => {
            const own = PROBES[probe](path);
            const others = foreign(path).filter((_, at) => chosen.includes(at));
            const alone = await answer(own);
            const together = await answer([...own, ...others]);
            expect(together.internalDistributions).toEqual(
              alone.internalDistributions,
            );
            expect(together.leftOut).toBe(alone.leftOut);
          },
        ),
        { numRuns: 3 },
      );
    },
  );
});
