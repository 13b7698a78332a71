import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  InternalDistributionsResponse,
  internalDistributionsResponseSchema,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { exactly } from '@central-secrets/backstage-plugin-central-secrets-common/testUtils';
import {
  clusterPushSecret,
  errorStatus,
  namespace,
  pushOf,
  RawObject,
  readOf,
  syncedStatus,
  vaultStore,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import request from 'supertest';
import { FakeInventory, startRouter } from '../__testUtils__';
import { entity, hub, NOW, shop } from '../__testUtils__/shop';

const PATH = '/api/central-secrets/v1/internal-distributions';
const TEMPORAL = 'platform-data/postgres/temporal';
const CANARY = 'canary-not-a-real-secret';
const user = mockCredentials.user.header();

const place = (name: string) => namespace(name);
const read = (path: string, name: string, inNamespace: string) =>
  readOf(path, name, inNamespace, {
    status: syncedStatus(name, '2026-11-23T05:00:30Z'),
  });

async function setUp(objects: readonly RawObject[], result?: AuthorizeResult) {
  const cluster = hub(
    vaultStore(),
    place('platform-data'),
    place('temporal'),
    ...objects,
  );
  const { server } = await startRouter({
    now: NOW,
    entities: [entity],
    inventory: new FakeInventory([cluster]),
    result,
  });
  const get = (query = '') =>
    request(server).get(`${PATH}?${query}`).set('Authorization', user);
  const answer = async (query = ''): Promise<InternalDistributionsResponse> => {
    const { body, status } = await get(query);
    expect(status).toBe(200);
    return exactly(internalDistributionsResponseSchema).parse(body);
  };
  return { server, cluster, get, answer };
}

describe('GET /internal-distributions', () => {
  it('answers a chain hop by hop, from the producer to the Secret of each consumer', async () => {
    const { answer } = await setUp([
      pushOf(TEMPORAL, 'temporal', 'platform-data'),
      // Both are other spellings of the path, for a store that is mounted at secret/.
      read(`secret/data/${TEMPORAL}`, 'database', 'temporal'),
      read(TEMPORAL, 'other', 'temporal'),
      read('elsewhere', 'unrelated', 'temporal'),
    ]);
    const body = await answer();
    expect(body).toMatchObject({
      total: 1,
      needAttention: 0,
      nextCursor: null,
    });
    const [chain] = body.internalDistributions;
    expect(chain).toMatchObject({
      id: `hub/ClusterSecretStore/vault-backend/${TEMPORAL}`,
      store: { name: 'vault-backend', provider: 'vault', ready: true },
      path: TEMPORAL,
      kind: 'secret',
      state: 'synced',
      worstDelayMs: 7_200_000,
      rotation: {
        pushedAt: '2026-11-23T05:00:00.000Z',
        nextPushAt: '2026-11-23T06:00:00.000Z',
        current: 2,
        waiting: 0,
        completeBy: null,
      },
      warnings: [],
      pushes: [
        {
          namespace: 'platform-data',
          name: 'temporal',
          clusterPushSecret: null,
          source: { secret: 'temporal-password', generator: null },
          entries: [{ key: 'password', property: 'password' }],
          state: 'synced',
          lastPushed: '2026-11-23T05:00:00.000Z',
        },
      ],
      pushesLeftOut: 0,
      readsLeftOut: 0,
    });
    expect(
      chain.reads.map(({ namespace: where, secret, state, origin }) => [
        where,
        secret.name,
        state,
        origin,
      ]),
    ).toEqual([
      ['temporal', 'database', 'synced', 'declared'],
      ['temporal', 'other', 'synced', 'declared'],
    ]);
  });

  it('shows a foreign PushSecret to the path as a second writer, although both say Synced', async () => {
    const { answer } = await setUp([
      place('team'),
      pushOf(TEMPORAL, 'temporal', 'platform-data'),
      pushOf(`secret/${TEMPORAL}`, 'thief', 'team', {
        spec: { selector: { secret: { name: 'own' } } },
      }),
      read(TEMPORAL, 'database', 'temporal'),
    ]);
    const body = await answer();
    expect(body.needAttention).toBe(1);
    const [{ state, pushes }] = body.internalDistributions;
    expect(state).toBe('conflict');
    expect(
      pushes.map(({ cause, summary }) => [cause, summary.parameters.names]),
    ).toEqual([
      ['several-writers', ['platform-data/temporal', 'team/thief']],
      ['several-writers', ['team/thief', 'platform-data/temporal']],
    ]);
  });

  it('takes another store for another path, also where its name is the same', async () => {
    const { answer } = await setUp([
      pushOf(TEMPORAL, 'temporal', 'platform-data', {
        spec: { secretStoreRefs: [{ name: 'vault-backend' }] },
      }),
      read(TEMPORAL, 'database', 'temporal'),
    ]);
    const { internalDistributions } = await answer();
    expect(
      internalDistributions.map(({ store, pushes, reads, warnings }) => [
        store.kind,
        pushes.length,
        reads.length,
        warnings.map(({ code }) => code),
      ]),
    ).toEqual([
      ['ClusterSecretStore', 0, 1, ['path-not-written']],
      ['SecretStore', 1, 0, ['path-not-read']],
    ]);
  });

  it('tells of what a ClusterPushSecret could not create', async () => {
    const { answer } = await setUp([
      clusterPushSecret('all', {
        status: {
          failedNamespaces: [
            {
              namespace: 'team',
              reason: 'push secret already exists in namespace',
            },
          ],
        },
      }),
    ]);
    const { internalDistributions } = await answer();
    expect(internalDistributions[0].warnings).toContainEqual({
      code: 'push-not-created',
      parameters: { name: 'all', names: ['team'] },
    });
  });

  it('lists what failed first, page by page, each chain once', async () => {
    const { answer, get } = await setUp([
      ...['a', 'b', 'c', 'd'].map(name =>
        pushOf(`platform-data/redis/${name}`, name, 'platform-data'),
      ),
      pushOf('platform-data/redis/z', 'z', 'platform-data', {
        status: errorStatus('could not get source secret'),
      }),
    ]);
    const pages: string[][] = [];
    let cursor: string | null = null;
    do {
      const from: string = cursor
        ? `&cursor=${encodeURIComponent(cursor)}`
        : '';
      const body: InternalDistributionsResponse = await answer(
        `limit=2${from}`,
      );
      expect(body).toMatchObject({ total: 5, needAttention: 1 });
      pages.push(body.internalDistributions.map(({ path }) => path.slice(-1)));
      cursor = body.nextCursor;
    } while (cursor);
    expect(pages).toEqual([['z', 'a'], ['b', 'c'], ['d']]);
    const found = await answer('search=REDIS/b');
    expect(found).toMatchObject({ total: 1, needAttention: 0 });
    expect(await answer('search=nothing')).toMatchObject({
      total: 0,
      internalDistributions: [],
    });
    expect((await get('cluster=nowhere')).status).toBe(404);
    expect((await get('store=x')).status).toBe(400);
  });

  it('follows changes of pushes, readers and the mount of the store', async () => {
    const { answer, cluster } = await setUp([
      pushOf(TEMPORAL, 'temporal', 'platform-data'),
      read(`kv/${TEMPORAL}`, 'database', 'temporal'),
    ]);
    const reads = async () =>
      (await answer()).internalDistributions.map(each => each.reads.length);
    expect(await reads()).toEqual([0]);
    cluster.put(
      vaultStore('vault-backend', {
        spec: { provider: { vault: { path: 'kv' } } },
      }),
    );
    cluster.tell({ kind: 'clustersecretstores', name: 'vault-backend' });
    expect(await reads()).toEqual([1]);
    cluster.remove(read(`kv/${TEMPORAL}`, 'database', 'temporal'));
    expect(await reads()).toEqual([0]);
    cluster.remove(pushOf(TEMPORAL, 'temporal', 'platform-data'));
    expect(await reads()).toEqual([]);
  });

  it('knows nothing, and never that there is none, where PushSecrets cannot be read', async () => {
    const { answer, cluster } = await setUp([
      pushOf(TEMPORAL, 'temporal', 'platform-data'),
    ]);
    const error = {
      code: 'forbidden',
      message: { code: 'no-answer', parameters: { problem: 'no right' } },
    } as const;
    cluster.pushes.observe({ observedAt: NOW, error }, 'pushsecrets');
    const { clusters, internalDistributions } = await answer();
    expect(clusters[0].kinds.pushsecrets).toEqual({
      observedAt: '2026-11-23T05:01:00.000Z',
      error,
      count: null,
    });
    expect(internalDistributions[0]).toMatchObject({
      state: 'unknown',
      pushes: [{ state: 'unknown', cause: 'kind-unreadable' }],
    });
  });

  it('passes on no value that a provider wrote into a condition', async () => {
    const { answer } = await setUp([
      pushOf(TEMPORAL, 'temporal', 'platform-data', {
        metadata: { annotations: { note: CANARY } },
        spec: { template: { data: { password: CANARY } } },
        status: errorStatus(
          `set secret failed: could not write remote ref password to target secretstore vault-backend: token="${CANARY}", password: ${CANARY}`,
        ),
      }),
    ]);
    const body = JSON.stringify(await answer());
    expect(body).toContain('set secret failed');
    expect(body).not.toContain(CANARY);
  });

  it('limits what one path can have, and says how much it leaves out', async () => {
    const { answer } = await setUp([
      ...Array.from({ length: 30 }, (_, index) =>
        pushOf(TEMPORAL, `push-${index}`, 'platform-data'),
      ),
      ...Array.from({ length: 60 }, (_, index) =>
        read(TEMPORAL, `read-${index}`, 'temporal'),
      ),
    ]);
    const [chain] = (await answer()).internalDistributions;
    expect(chain).toMatchObject({ pushesLeftOut: 10, readsLeftOut: 10 });
    expect([chain.pushes.length, chain.reads.length]).toEqual([20, 50]);
  });

  it('refuses who may not see the platform, and names no push on the tab of an entity', async () => {
    const { get } = await setUp(
      [pushOf(TEMPORAL, 'temporal', 'platform-data')],
      AuthorizeResult.DENY,
    );
    const refused = await get();
    expect(refused.status).toBe(403);
    expect(JSON.stringify(refused.body)).not.toContain('platform-data');

    const { server } = await setUp([
      shop(),
      pushOf(TEMPORAL, 'temporal', 'platform-data'),
      pushOf(TEMPORAL, 'thief', 'shop'),
    ]);
    const tab = await request(server)
      .get('/api/central-secrets/v1/entities/default/component/shop/deliveries')
      .set('Authorization', user);
    expect(tab.status).toBe(200);
    expect(JSON.stringify(tab.body)).not.toContain('platform-data');
  });
});
