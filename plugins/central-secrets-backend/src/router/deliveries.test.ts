import { mockCredentials } from '@backstage/backend-test-utils';
import {
  DeliveriesResponse,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  childOf,
  distribution,
  externalSecret,
  failedStatus,
  namespace,
  syncedStatus,
  updateFailedEvent,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import request from 'supertest';
import {
  FakeClusterInventory,
  FakeInventory,
  startRouter,
} from '../__testUtils__';
import {
  answer,
  entity,
  hub,
  NOW,
  registry,
  shop,
  shopLabels,
} from '../__testUtils__/shop';

const CANARY = 'canary-9f8e7d6c5b4a39281706f5e4d3c2b1a0';

const states = ({ deliveries }: DeliveriesResponse) =>
  deliveries.map(({ id, state }) => `${id} ${state}`);

describe('GET …/deliveries', () => {
  it('tells what arrived, what did not, and what could be asked for', async () => {
    const copy = childOf(registry, 'shop', {
      status: syncedStatus('registry'),
    });
    const body = await answer(hub(shop(), copy, externalSecret('own', 'shop')));
    expect(body.entityRef).toBe('component:default/shop');
    expect(body.answeredAt).toBe(new Date(NOW).toISOString());
    expect(states(body)).toEqual([
      'hub/shop/registry synced',
      'hub/shop/oauth not-requested',
      'hub/shop/declared:own pending',
    ]);
    expect(body.deliveries[0]).toEqual(
      expect.objectContaining({
        origin: 'distribution',
        distribution: 'registry',
        description: 'Pulls images',
        documentationUrl: 'https://docs.example/registry',
        externalSecret: 'registry',
        involved: true,
        secret: { name: 'registry', type: 'Opaque', keys: ['token'] },
        requestLabels: { 'secrets/registry': 'true' },
        store: {
          name: 'central-secret-store',
          kind: 'ClusterSecretStore',
          ready: true,
        },
        stores: [
          {
            name: 'central-secret-store',
            kind: 'ClusterSecretStore',
            ready: true,
          },
        ],
        lastSynced: '2026-11-23T05:00:00.000Z',
        nextRefresh: '2026-11-23T06:00:00.000Z',
        refreshIntervalMs: 3_600_000,
        requested: null,
      }),
    );
    expect(body.deliveries[2]).toEqual(
      expect.objectContaining({
        origin: 'declared',
        distribution: null,
        involved: true,
        requestLabels: {},
        lastSynced: null,
        nextRefresh: null,
      }),
    );
    expect(body.deliveries[1].involved).toBe(false);
    expect(body.available).toEqual([
      expect.objectContaining({
        distribution: 'oauth',
        requestable: true,
        reason: null,
        plan: expect.objectContaining({ add: { 'secrets/oauth': 'true' } }),
      }),
    ]);
    expect(body.requests).toEqual({
      mode: 'cluster',
      allowed: true,
      reason: null,
    });
  });

  it('states the purpose of each key wherever it names keys', async () => {
    const documented = distribution('documented', {
      metadata: {
        annotations: {
          'central-secrets/self-service': 'true',
          'central-secrets/keys-purpose':
            'token=a token for the API\nother=a key that it does not have',
        },
      },
    });
    const keyPurposes = { token: 'a token for the API' };
    const offered = (await answer(hub(shop(), documented))).available.find(
      item => item.distribution === 'documented',
    )!;
    expect(offered.secret.keyPurposes).toEqual(keyPurposes);
    expect(offered.plan?.arrives).toEqual([
      expect.objectContaining({ keyPurposes }),
    ]);

    const asked = shop({ ...shopLabels, 'secrets/documented': 'true' });
    const { deliveries } = await answer(hub(asked, documented));
    expect(
      deliveries.find(item => item.distribution === 'documented')?.secret,
    ).toEqual(expect.objectContaining({ keyPurposes }));
  });

  it('hides credentials in the description and the purposes of a distribution', async () => {
    const careless = distribution('careless', {
      metadata: {
        annotations: {
          'central-secrets/self-service': 'true',
          'central-secrets/description': `such as token=${CANARY}`,
          'central-secrets/keys-purpose': `token=such as token=${CANARY}`,
        },
      },
    });
    const body = await answer(hub(shop(), careless));
    expect(body.available.map(item => item.distribution)).toContain('careless');
    expect(JSON.stringify(body)).not.toContain(CANARY);
  });

  it('gives a browser no link but a web address', async () => {
    const body = await answer(hub(shop()));
    expect(body.available[0].documentationUrl).toBeNull();
  });

  it('tells of an unconfirmed binding nothing but that', async () => {
    const body = await answer(hub(namespace('shop')));
    expect(body.bindings).toEqual([
      expect.objectContaining({ exists: null, confirmed: false }),
    ]);
    expect(body.deliveries).toEqual([]);
    expect(body.available).toEqual([]);
  });

  it('tells of an unconfirmed binding where the catalog is trusted, and offers nothing', async () => {
    const body = await answer(hub(namespace('shop')), {
      bindings: { read: 'catalog', ownerLabels: [] },
    });
    expect(states(body)).toEqual([
      'hub/shop/registry not-requested',
      'hub/shop/oauth not-requested',
    ]);
    expect(body.available).toEqual([
      expect.objectContaining({
        requestable: false,
        reason: message('binding-unconfirmed', { namespace: 'shop' }),
        plan: null,
      }),
      expect.objectContaining({ requestable: false, plan: null }),
    ]);
  });

  it('says that a namespace is not there where the catalog is trusted, and nowhere else', async () => {
    const body = await answer(hub(), {
      bindings: { read: 'catalog', ownerLabels: [] },
    });
    expect(body.bindings).toEqual([
      expect.objectContaining({ exists: false, confirmed: false }),
    ]);
    expect(body.deliveries).toEqual([]);
    expect((await answer(hub())).bindings).toEqual([
      expect.objectContaining({ exists: null, confirmed: false }),
    ]);
  });

  it('keeps every delivery, as unknown, while the cluster is away', async () => {
    const cluster = hub(shop(), childOf(registry, 'shop'));
    const error = {
      code: 'unreachable',
      message: message('no-answer', { problem: 'no answer' }),
    } as const;
    cluster.observe({ observedAt: NOW - 60_001, error });
    const body = await answer(cluster);
    expect(body.bindings).toEqual([
      expect.objectContaining({ exists: null, confirmed: true }),
    ]);
    expect(states(body)).toEqual([
      'hub/shop/registry unknown',
      'hub/shop/oauth unknown',
    ]);
    expect(body.deliveries[0].store.ready).toBeNull();
    expect(body.available).toEqual([]);
    expect(body.clusters[0]).toEqual(
      expect.objectContaining({
        reachable: false,
        kinds: expect.objectContaining({
          namespaces: {
            observedAt: new Date(NOW - 60_001).toISOString(),
            error,
            count: 1,
          },
        }),
      }),
    );
  });

  it('says that nothing is known of a cluster that was never observed, and not that it is empty', async () => {
    const body = await answer(
      new FakeClusterInventory({ name: 'hub', observedAt: undefined }),
    );
    expect(body.bindings).toEqual([
      expect.objectContaining({ cluster: 'hub', exists: null }),
    ]);
    expect(body.deliveries).toEqual([]);
    expect(body.clusters[0].reachable).toBe(false);
    expect(Object.values(body.clusters[0].kinds)).toHaveLength(6);
    for (const kind of Object.values(body.clusters[0].kinds)) {
      expect(kind).toEqual({ observedAt: null, error: null, count: null });
    }
  });

  it('says who asked for a delivery', async () => {
    const cluster = hub(shop());
    const { server, history } = await startRouter({
      now: NOW,
      entities: [entity],
      inventory: new FakeInventory([cluster]),
    });
    await history.begin({
      id: 'request-1',
      entityRef: 'component:default/shop',
      cluster: 'hub',
      namespace: 'shop',
      distribution: 'registry',
      action: 'add',
      labels: { add: {}, remove: [] },
      userRef: 'user:default/jane',
      requestedAt: NOW,
    });
    await history.finish('request-1', {
      outcome: 'applied',
      labels: { add: {}, remove: [] },
    });
    const { body } = await request(server)
      .get('/api/central-secrets/v1/entities/default/component/shop/deliveries')
      .set('authorization', mockCredentials.user.header());
    expect(body.deliveries[0].requested).toEqual({
      by: 'user:default/jane',
      at: new Date(NOW).toISOString(),
    });
  });

  it('repeats no secret that an event or an annotation carries', async () => {
    const copy = childOf(registry, 'shop', {
      metadata: { annotations: { 'example.com/note': CANARY } },
      status: failedStatus('could not get secret data from provider'),
    });
    const noisy = namespace('shop', {
      metadata: {
        labels: shopLabels,
        annotations: {
          'example.com/note': CANARY,
          'kubectl.kubernetes.io/last-applied-configuration': CANARY,
        },
      },
    });
    const body = await answer(
      hub(
        noisy,
        copy,
        updateFailedEvent(
          copy,
          `error processing spec.data[0] (key: github-pat), err: got token=${CANARY} from provider`,
        ),
      ),
    );
    expect(body.deliveries[0].state).toBe('failed');
    expect(JSON.stringify(body.deliveries[0].evidence)).toContain(
      'error processing spec.data[0]',
    );
    expect(JSON.stringify(body)).not.toContain(CANARY);
  });

  it('does not know an entity that the catalog does not show', async () => {
    const { server } = await startRouter({
      now: NOW,
      entities: [],
      inventory: new FakeInventory([]),
    });
    const { status, body } = await request(server)
      .get('/api/central-secrets/v1/entities/default/component/shop/deliveries')
      .set('authorization', mockCredentials.user.header());
    expect(status).toBe(404);
    expect(body.error.message).toContain('component:default/shop');
  });

  describe('notes who looks, so that they can be told of news', () => {
    const path =
      '/api/central-secrets/v1/entities/default/component/shop/deliveries';
    const look = async (
      cluster: FakeClusterInventory,
      authorization = mockCredentials.user.header(),
    ) => {
      const started = await startRouter({
        now: NOW,
        entities: [entity],
        inventory: new FakeInventory([cluster]),
      });
      await request(started.server)
        .get(path)
        .set('authorization', authorization)
        .expect(200);
      return started.views;
    };

    it('with the namespaces that they were shown', async () => {
      expect(await look(hub(shop()))).toEqual([
        {
          entityRef: 'component:default/shop',
          userEntityRef: 'user:default/mock',
          places: [
            expect.objectContaining({ cluster: 'hub', namespace: 'shop' }),
          ],
        },
      ]);
    });

    it('without a namespace that does not confirm the binding', async () => {
      const [view] = await look(hub(namespace('shop')));
      expect(view.places).toEqual([]);
    });

    it('and not a service, to which nothing can be signalled', async () => {
      expect(await look(hub(shop()), mockCredentials.service.header())).toEqual(
        [],
      );
    });
  });
});
