import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { storesResponseSchema } from '@central-secrets/backstage-plugin-central-secrets-common';
import { exactly } from '@central-secrets/backstage-plugin-central-secrets-common/testUtils';
import {
  childOf,
  clusterSecretStore,
  distribution,
  failedStatus,
  RawObject,
  storeEvent,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import request from 'supertest';
import { FakeInventory, startRouter } from '../__testUtils__';
import { hub, NOW, registry, shop } from '../__testUtils__/shop';

const PATH = '/api/central-secrets/v1/stores';
const user = mockCredentials.user.header();

const vault = clusterSecretStore('vault', {
  spec: { provider: { kubernetes: undefined, vault: {} } },
  status: {
    conditions: [
      {
        type: 'Ready',
        status: 'False',
        reason: 'InvalidProviderConfig',
        message: 'unable to create client',
        lastTransitionTime: '2026-11-23T05:00:00Z',
      },
    ],
  },
});

async function setUp(objects: readonly RawObject[], result?: AuthorizeResult) {
  return startRouter({
    now: NOW,
    entities: [],
    inventory: new FakeInventory([hub(...objects)]),
    result,
  });
}

describe('GET /stores', () => {
  it('tells which stores are not ready, why, and how many deliveries depend on them', async () => {
    const reading = distribution('oauth', {
      spec: { externalSecretSpec: { secretStoreRef: { name: 'vault' } } },
    });
    const copy = childOf(reading, 'shop', {
      spec: { secretStoreRef: { name: 'vault' } },
      status: failedStatus('could not get secret data from provider'),
    });
    const { server } = await setUp([
      shop({ 'secrets/oauth': 'true' }),
      reading,
      copy,
      registry,
      clusterSecretStore(),
      vault,
      storeEvent(
        vault,
        'cannot get Kubernetes secret "gone" from namespace "default": secrets "gone" not found',
      ),
      storeEvent(vault, 'forged', { metadata: { namespace: 'shop' } }),
    ]);
    const response = await request(server).get(PATH).set('Authorization', user);
    expect(response.status).toBe(200);
    const body = exactly(storesResponseSchema).parse(response.body);
    expect(body).toMatchObject({ total: 2, unavailable: 1, nextCursor: null });
    const [down, ready] = body.stores;
    expect(down).toMatchObject({
      cluster: 'hub',
      kind: 'ClusterSecretStore',
      name: 'vault',
      provider: 'vault',
      ready: false,
      since: '2026-11-23T05:00:00.000Z',
      cause: 'store-login',
      certainty: 'likely',
      summary: {
        code: 'store-fault',
        parameters: {
          detail: 'credential-missing',
          secret: 'gone',
          namespace: 'default',
        },
      },
      remedy: { by: 'platform', command: 'kubectl get secret gone -n default' },
      dependents: { distributions: 1, deliveries: 1, failing: 1 },
    });
    expect(JSON.stringify(body)).not.toContain('forged');
    expect(ready).toMatchObject({
      name: 'central-secret-store',
      ready: true,
      summary: null,
      remedy: null,
      dependents: { distributions: 0, deliveries: 0, failing: 0 },
    });
  });

  it('answers page by page, and a cluster that is not configured with 404', async () => {
    const { server } = await setUp([
      shop(),
      ...['a', 'b', 'c'].map(name => clusterSecretStore(name)),
    ]);
    const get = (query: string) =>
      request(server).get(`${PATH}?${query}`).set('Authorization', user);
    const first = await get('limit=2');
    expect(first.body.stores.map(({ name }: any) => name)).toEqual(['a', 'b']);
    const cursor = encodeURIComponent(first.body.nextCursor);
    const second = await get(`limit=2&cursor=${cursor}`);
    expect(second.body.stores.map(({ name }: any) => name)).toEqual([
      'c',
      'central-secret-store',
    ]);
    expect(second.body.nextCursor).toBeNull();
    expect((await get('cluster=nowhere')).status).toBe(404);
    expect((await get('search=x')).status).toBe(400);
  });

  it('refuses who may not see the platform', async () => {
    const { server } = await setUp([], AuthorizeResult.DENY);
    const response = await request(server).get(PATH).set('Authorization', user);
    expect(response.status).toBe(403);
  });
});

describe('GET /distributions?store=', () => {
  it('lists only the distributions that read the store', async () => {
    const reading = distribution('oauth', {
      spec: { externalSecretSpec: { secretStoreRef: { name: 'vault' } } },
    });
    const { server } = await setUp([shop(), registry, reading, vault]);
    const response = await request(server)
      .get('/api/central-secrets/v1/distributions?store=vault')
      .set('Authorization', user);
    expect(response.body.distributions.map(({ name }: any) => name)).toEqual([
      'oauth',
    ]);
    expect(response.body.notices).toEqual([]);
  });
});
