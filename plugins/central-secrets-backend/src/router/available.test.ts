import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AvailableResponse,
  availableResponseSchema,
  deliveriesResponseSchema,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  distribution,
  namespace,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { exactly } from '@central-secrets/backstage-plugin-central-secrets-common/testUtils';
import fc from 'fast-check';
import request from 'supertest';
import {
  FakeClusterInventory,
  FakeInventory,
  FakeNamespaceWriter,
  startRouter,
} from '../__testUtils__';
import { answer, entity, hub, NOW, shop } from '../__testUtils__/shop';

const OWNERS = ['group:default/shop-team'];

const offered = (name: string, description = '') =>
  distribution(name, {
    metadata: {
      annotations: {
        'central-secrets/self-service': 'true',
        'central-secrets/description': description,
      },
    },
  });

/** Asks for `GET …/available` of the shop; the answer is checked against the contract's schema. */
async function start(
  cluster: FakeClusterInventory,
  visible: 'all' | 'offered' = 'offered',
) {
  const { server } = await startRouter({
    now: NOW,
    entities: [entity],
    inventory: new FakeInventory([cluster]),
    writers: new Map([['hub', new FakeNamespaceWriter(shop())]]),
    ownershipEntityRefs: OWNERS,
    offers: { visible },
  });
  const ask = (query: object) =>
    request(server)
      .get('/api/central-secrets/v1/entities/default/component/shop/available')
      .query(query)
      .set('authorization', mockCredentials.user.header());
  const page = async (query: object = {}): Promise<AvailableResponse> => {
    const { status, body } = await ask(query);
    expect(status).toBe(200);
    return exactly(availableResponseSchema).parse(body);
  };
  return { ask, page };
}

const namesIn = ({ available }: AvailableResponse) =>
  available.map(each => each.distribution);

describe('the deliveries, where what can be asked for is only counted', () => {
  const path =
    '/api/central-secrets/v1/entities/default/component/shop/deliveries';

  async function deliveries(cluster: FakeClusterInventory, query: object) {
    const { server } = await startRouter({
      now: NOW,
      entities: [entity],
      inventory: new FakeInventory([cluster]),
      ownershipEntityRefs: OWNERS,
    });
    const { status, body } = await request(server)
      .get(path)
      .query(query)
      .set('authorization', mockCredentials.user.header());
    expect(status).toBe(200);
    return exactly(deliveriesResponseSchema).parse(body);
  }

  const asking = shop({
    'backstage.io/kubernetes-id': 'shop',
    'secrets/registry': 'true',
  });

  it('are those that concern the entity', async () => {
    const cluster = hub(asking, offered('alpha'));
    const listed = await deliveries(cluster, {});
    const counted = await deliveries(cluster, { available: 'counted' });
    expect(listed.available.map(each => each.distribution)).toEqual([
      'oauth',
      'alpha',
    ]);
    expect(listed.availableCount).toBe(2);
    expect(counted).toEqual({
      ...listed,
      available: [],
      deliveries: listed.deliveries.filter(({ involved }) => involved),
    });
    expect(counted.deliveries.map(each => each.distribution)).toEqual([
      'registry',
    ]);
  });

  it('are an answer that does not grow with the number of distributions', async () => {
    const sizeWith = async (count: number) => {
      const others = Array.from({ length: count }, (_, i) => offered(`s-${i}`));
      const body = await deliveries(hub(asking, ...others), {
        available: 'counted',
      });
      expect(body.availableCount).toBe(count + 1);
      return JSON.stringify(body).length;
    };
    expect(await sizeWith(1_000)).toBeLessThan(1.05 * (await sizeWith(20)));
  });

  it('hide nothing that is not known', async () => {
    const cluster = new FakeClusterInventory({
      name: 'hub',
      observedAt: NOW - 24 * 60 * 60 * 1_000,
      objects: [asking, offered('alpha')],
    });
    const listed = await deliveries(cluster, {});
    const counted = await deliveries(cluster, { available: 'counted' });
    expect(counted).toEqual(listed);
    expect(counted.deliveries).toEqual([
      expect.objectContaining({ distribution: 'alpha', state: 'unknown' }),
    ]);
  });
});

describe('what an entity could ask for', () => {
  it('is told as the tab tells it, what is offered first, then by name', async () => {
    const cluster = hub(
      shop(),
      distribution('a-platform-secret'),
      offered('zeta'),
      offered('alpha'),
    );
    const { page } = await start(cluster, 'all');
    const body = await page();
    expect(namesIn(body)).toEqual([
      'alpha',
      'oauth',
      'zeta',
      'a-platform-secret',
    ]);
    expect(body).toMatchObject({
      entityRef: 'component:default/shop',
      total: 4,
      nextCursor: null,
    });
    const tab = await answer(cluster, {
      offers: { visible: 'all' },
      writers: new Map([['hub', new FakeNamespaceWriter(shop())]]),
    });
    expect(body.available).toEqual(expect.arrayContaining(tab.available));
    expect(body.available).toHaveLength(tab.available.length);
  });

  it('is found by a part of its name, its description or its Secret’s name', async () => {
    const { page } = await start(
      hub(shop(), offered('alpha', 'Pulls Images'), offered('beta')),
    );
    expect(namesIn(await page({ search: 'LPH' }))).toEqual(['alpha']);
    expect(namesIn(await page({ search: 'images' }))).toEqual(['alpha']);
    expect(await page({ search: 'nothing-like-it' })).toMatchObject({
      available: [],
      total: 0,
      nextCursor: null,
    });
    const { secret } = (await page({ search: 'beta' })).available[0];
    expect(namesIn(await page({ search: secret.name }))).toContain('beta');
  });

  it('is told once each, whatever the size of a page', async () => {
    const names = Array.from({ length: 23 }, (_, index) => `secret-${index}`);
    const { page } = await start(
      hub(shop(), ...names.map(name => offered(name))),
    );
    const { available: all } = await page({ limit: 200 });
    expect(all.length).toBeGreaterThanOrEqual(names.length);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), async limit => {
        const seen: string[] = [];
        let cursor: string | null | undefined;
        do {
          const body: AvailableResponse = await page({
            limit,
            ...(cursor ? { cursor } : {}),
          });
          expect(body.available.length).toBeLessThanOrEqual(limit);
          expect(body.total).toBe(all.length);
          seen.push(...namesIn(body));
          cursor = body.nextCursor;
        } while (cursor);
        expect(seen).toEqual(all.map(each => each.distribution));
      }),
      { numRuns: 10 },
    );
  });

  it('does not grow with the number of distributions', async () => {
    const sizeWith = async (count: number) => {
      const { page } = await start(
        hub(
          shop(),
          ...Array.from({ length: count }, (_, index) => offered(`s-${index}`)),
        ),
      );
      return JSON.stringify(await page({ limit: 10 })).length;
    };
    expect(await sizeWith(1_000)).toBeLessThan(1.2 * (await sizeWith(20)));
  });

  it('names nothing that is not offered, however it is searched for', async () => {
    const { ask } = await start(
      hub(shop(), distribution('a-platform-secret'), offered('alpha')),
    );
    for (const search of ['a-platform-secret', 'platform', 'secret']) {
      const { text } = await ask({ search });
      expect(text).not.toContain('a-platform-secret');
    }
    const cursor = '1/a-platform/hub/shop';
    expect((await ask({ cursor })).text).not.toContain('a-platform-secret');
  });

  it('is nothing where the namespace does not confirm the binding', async () => {
    const { page } = await start(hub(namespace('shop'), offered('alpha')));
    expect(await page()).toMatchObject({ available: [], total: 0 });
  });

  it.each([
    [{ limit: '0' }, 'limit: "0" is not accepted'],
    [{ limit: '201' }, 'limit: "201" is not accepted'],
    [{ search: '' }, 'search: "" is not accepted'],
    [{ cursor: 'a'.repeat(600) }, 'cursor: '],
    [
      { state: 'failed' },
      'no such parameter; the address may have search, cursor, limit',
    ],
  ])('refuses %j, and says what is accepted', async (query, message) => {
    const { ask } = await start(hub(shop()));
    const { status, body } = await ask(query);
    expect(status).toBe(400);
    expect(body.error.message).toContain(message);
  });
});
