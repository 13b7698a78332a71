import { mockCredentials } from '@backstage/backend-test-utils';
import {
  childOf,
  distribution,
  externalSecret,
  namespace,
  RawObject,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import fc from 'fast-check';
import request from 'supertest';
import {
  FakeClusterInventory,
  FakeInventory,
  FakeNamespaceWriter,
  startRouter,
} from '../__testUtils__';
import { answer, entity, hub, NOW, shop } from '../__testUtils__/shop';
import { DeliveryService } from '../deliveries';
import { FakeRequestHistory } from '../__testUtils__/FakeRequestHistory';
import { DEFAULT_DELIVERY_LIMITS } from '@central-secrets/backstage-plugin-central-secrets-node';

/** For others, and not self-service. */
const theirs = distribution('theirs', {
  metadata: {
    annotations: {
      'central-secrets/self-service': 'true',
      'central-secrets/allowed-owners': 'group:default/others',
    },
  },
});
const platformOnly = distribution('platform-only');

const namesIn = ({
  deliveries,
  available,
}: {
  deliveries: { distribution: string | null }[];
  available: { distribution: string }[];
}) => [
  deliveries.map(each => each.distribution),
  available.map(each => each.distribution),
];

describe('the distributions that an entity’s owners are shown', () => {
  it('are those that are offered to them', async () => {
    const body = await answer(hub(shop(), theirs, platformOnly));
    expect(namesIn(body)).toEqual([['registry', 'oauth'], ['oauth']]);
    expect(JSON.stringify(body)).not.toMatch(/theirs|platform-only|others/);
  });

  it('are all of them, where the platform wants that', async () => {
    const body = await answer(hub(shop(), theirs, platformOnly), {
      offers: { visible: 'all' },
    });
    expect(namesIn(body)).toEqual([
      ['registry', 'oauth', 'theirs', 'platform-only'],
      ['oauth', 'theirs', 'platform-only'],
    ]);
  });

  it('are the same for a service, and for those who may not ask', async () => {
    const cluster = hub(shop(), theirs, platformOnly);
    for (const body of [
      await answer(cluster, {}, mockCredentials.service.header()),
      await answer(cluster, { ownershipEntityRefs: [] }),
      await answer(cluster, { requests: { mode: 'disabled' } }),
    ]) {
      expect(namesIn(body)).toEqual([['registry', 'oauth'], ['oauth']]);
    }
  });

  it.each<[string, RawObject[], string]>([
    [
      'is selected',
      [
        shop({
          'backstage.io/kubernetes-id': 'shop',
          'secrets/theirs': 'true',
        }),
      ],
      'pending',
    ],
    ['left a copy', [shop(), childOf(theirs, 'shop')], 'orphaned'],
    [
      'left its finalizer',
      [
        namespace('shop', {
          metadata: {
            labels: { 'backstage.io/kubernetes-id': 'shop' },
            deletionTimestamp: '2026-11-23T05:00:00Z',
            finalizers: ['externalsecrets.external-secrets.io/ces-theirs'],
          },
        }),
      ],
      'terminating',
    ],
  ])('are also one that %s', async (_case, objects, state) => {
    const cluster = hub(...objects, theirs, platformOnly);
    const { deliveries } = await answer(cluster);
    expect(deliveries.find(each => each.distribution === 'theirs')?.state).toBe(
      state,
    );
    expect(JSON.stringify(deliveries)).not.toContain('platform-only');
  });

  it('are also one that is asked for in vain, because its selector is invalid', async () => {
    const broken = distribution('broken', {
      spec: {
        namespaceSelectors: [
          {
            matchExpressions: [
              { key: 'secrets/broken', operator: 'Resembles' },
            ],
          },
        ],
      },
    });
    const labels = {
      'backstage.io/kubernetes-id': 'shop',
      'secrets/broken': 'true',
    };
    const { deliveries } = await answer(hub(shop(labels), broken));
    expect(
      deliveries.find(each => each.distribution === 'broken'),
    ).toMatchObject({
      state: 'failed',
      cause: 'selector-invalid',
      involved: true,
    });
    const unasked = await answer(hub(shop(), broken));
    expect(namesIn(unasked)).toEqual([['registry', 'oauth'], ['oauth']]);
  });

  it('are not one whose ExternalSecret’s name another one has', async () => {
    const own = externalSecret('platform-only', 'shop');
    const body = await answer(hub(shop(), own, platformOnly));
    expect(namesIn(body)).toEqual([['registry', 'oauth', null], ['oauth']]);
  });

  it('can be named in a request where the namespace has them, with the reason why they cannot be asked for', async () => {
    const present = shop({
      'backstage.io/kubernetes-id': 'shop',
      'secrets/theirs': 'true',
    });
    const { server } = await startRouter({
      now: NOW,
      entities: [entity],
      inventory: new FakeInventory([hub(present, theirs, platformOnly)]),
      writers: new Map([['hub', new FakeNamespaceWriter(present)]]),
      ownershipEntityRefs: ['group:default/shop-team'],
    });
    const ask = (name: string) =>
      request(server)
        .post(
          '/api/central-secrets/v1/entities/default/component/shop/requests',
        )
        .set('authorization', mockCredentials.user.header())
        .send({ distribution: name, action: 'add' });
    const known = await ask('theirs');
    expect(known.status).toBe(403);
    expect(known.body.error.message).toContain('Only for group:default/others');
    const hidden = await ask('platform-only');
    expect(hidden.status).toBe(400);
    expect(hidden.body.error.message).toBe(
      'distribution: cluster hub shows this entity no distribution platform-only; visible are oauth, registry, theirs',
    );
  });

  it('are, for any distributions and labels, the same as if there were no others', async () => {
    const generated = fc.record({
      selfService: fc.constantFrom('true', 'false', undefined),
      owners: fc.constantFrom(
        undefined,
        '',
        'group:default/others',
        'shop-team,others',
      ),
      isAskedFor: fc.boolean(),
      hasCopy: fc.boolean(),
      isLeaving: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(generated, { maxLength: 6 }),
        fc.boolean(),
        async (all, isOld) => {
          const isHidden = (each: (typeof all)[number]) =>
            !each.isAskedFor &&
            !each.hasCopy &&
            (each.isLeaving ||
              each.selfService !== 'true' ||
              each.owners === '' ||
              each.owners === 'group:default/others');
          const ask = async (
            isThere: (each: (typeof all)[number]) => boolean,
          ) => {
            const objects: RawObject[] = [];
            const labels: Record<string, string> = {
              'backstage.io/kubernetes-id': 'shop',
            };
            all.forEach((each, at) => {
              const name = `d${at}`;
              if (each.isAskedFor) {
                labels[`secrets/${name}`] = 'true';
              }
              if (!isThere(each)) {
                return;
              }
              const made = distribution(name, {
                metadata: {
                  annotations: {
                    'central-secrets/self-service': each.selfService,
                    'central-secrets/allowed-owners': each.owners,
                  },
                  ...(each.isLeaving && {
                    deletionTimestamp: '2026-11-23T05:00:00Z',
                    finalizers: ['x'],
                  }),
                },
              });
              objects.push(made);
              if (each.hasCopy) {
                objects.push(childOf(made, 'shop'));
              }
            });
            const cluster = new FakeClusterInventory({
              name: 'hub',
              observedAt: isOld ? NOW - 60_001 : NOW,
              objects: [
                namespace('shop', { metadata: { labels } }),
                ...objects,
              ],
            });
            const service = new DeliveryService({
              inventory: new FakeInventory([cluster]),
              history: new FakeRequestHistory(),
              bindings: { read: 'confirmed', ownerLabels: [] },
              offers: { visible: 'offered' },
              limits: DEFAULT_DELIVERY_LIMITS,
              clock: () => NOW,
            });
            const { clusters, ...told } = await service.deliveriesOf(entity, {
              route: { mode: 'cluster' },
              owners: ['group:default/shop-team'],
              allowedLabels: ['secrets/*'],
              protectedNamespaces: [],
            });
            return told;
          };
          expect(await ask(() => true)).toEqual(
            await ask(each => !isHidden(each)),
          );
        },
      ),
    );
  });
});
