import { Entity } from '@backstage/catalog-model';
import { DEFAULT_DELIVERY_LIMITS } from '@central-secrets/backstage-plugin-central-secrets-node';
import { deliveriesResponseSchema } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  Change,
  childOf,
  clusterSecretStore,
  distribution,
  externalSecret,
  failedStatus,
  namespace,
  RawObject,
  syncedStatus,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { FakeClusterInventory, FakeInventory } from '../__testUtils__';
import { DeliveryService } from './DeliveryService';

// Thousands of objects, on a machine that may be busy.
jest.setTimeout(60_000);

const NOW = Date.parse('2026-11-23T05:10:00Z');
const NAMESPACES = 'backstage.io/kubernetes-namespace';

const entityWith = (annotations: Record<string, string>): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', namespace: 'default', annotations },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/shop-team' }],
});

const many = (
  count: number,
  nameOf: (index: number) => string,
  change: Change,
): RawObject[] =>
  Array.from({ length: count }, (_, index) =>
    externalSecret(nameOf(index), 'shop', change),
  );

const shop = (labels: Record<string, string> = {}) =>
  namespace('shop', {
    metadata: { labels: { 'backstage.io/kubernetes-id': 'shop', ...labels } },
  });

async function answer(
  objects: readonly RawObject[],
  entity = entityWith({ [NAMESPACES]: 'shop' }),
) {
  const cluster = new FakeClusterInventory({
    name: 'hub',
    observedAt: NOW,
    objects: [clusterSecretStore(), ...objects],
  });
  const service = new DeliveryService({
    inventory: new FakeInventory([cluster]),
    history: { lastRequests: async () => new Map() },
    bindings: { read: 'confirmed', ownerLabels: [] },
    offers: { visible: 'all' },
    limits: DEFAULT_DELIVERY_LIMITS,
    clock: () => NOW,
  });
  const asked = jest.spyOn(cluster, 'externalSecretsIn');
  const body = await service.deliveriesOf(entity, {
    route: { mode: 'cluster' },
    owners: ['group:default/shop-team'],
    allowedLabels: ['secrets/*'],
    protectedNamespaces: [],
  });
  expect(deliveriesResponseSchema.parse(body)).toEqual(body);
  return { body, bytes: JSON.stringify(body).length, asked };
}

describe('the limits of an answer', () => {
  const contested = (status: RawObject) => ({
    spec: { target: { name: 'one' } },
    status,
  });

  it('hold for 4,000 ExternalSecrets with one target', async () => {
    const { body, bytes } = await answer([
      shop(),
      ...many(4_000, index => `e${index}`, contested(syncedStatus('one'))),
    ]);
    expect(body.deliveries).toHaveLength(500);
    expect(body.leftOut).toEqual({
      namespaces: 0,
      deliveries: { synced: 3_500 },
      available: 0,
    });
    expect(bytes).toBeLessThan(1_500_000);
  });

  it('hold for as many that undo each other', async () => {
    const merging = {
      spec: { target: { name: 'one', creationPolicy: 'Merge' } },
      status: syncedStatus('one'),
    };
    const { body, bytes } = await answer([
      shop(),
      ...many(4_000, index => `e${index}`, merging),
    ]);
    expect(body.leftOut?.deliveries).toEqual({ conflict: 3_500 });
    expect(bytes).toBeLessThan(2_500_000);
  });

  it('keep what a distribution brought, and what needs attention, and leave the order', async () => {
    const registry = distribution('registry');
    const failing = { status: failedStatus('could not get secret data') };
    const { body } = await answer([
      shop({ 'secrets/registry': 'true' }),
      registry,
      ...many(1_000, index => `a${index}`, { status: syncedStatus('x') }),
      ...many(2, index => `failing${index}`, failing),
      childOf(registry, 'shop', { status: syncedStatus('registry') }),
    ]);
    const states = body.deliveries.map(({ state }) => state);
    expect(body.deliveries[0]).toMatchObject({
      distribution: 'registry',
      state: 'synced',
    });
    expect(states.filter(state => state === 'failed')).toHaveLength(2);
    expect(states.slice(-2)).toEqual(['failed', 'failed']);
    expect(body.leftOut?.deliveries).toEqual({ synced: 503 });
  });

  it('hold for distributions that nobody asked for: those that are offered stay', async () => {
    const offered = { 'central-secrets/self-service': 'true' };
    const { body } = await answer([
      shop(),
      ...Array.from({ length: 1_200 }, (_, index) =>
        distribution(`d${index}`, {
          metadata: { annotations: index >= 1_100 ? offered : {} },
        }),
      ),
    ]);
    expect(body.available).toHaveLength(1_000);
    expect(body.available.filter(each => each.requestable)).toHaveLength(100);
    expect(body.deliveries).toHaveLength(1_000);
    expect(body.leftOut).toEqual({
      namespaces: 0,
      deliveries: {},
      available: 200,
    });
  });

  it('look through the ExternalSecrets of a namespace as often with many distributions as with few', async () => {
    const looks = async (count: number) => {
      const distributions = Array.from({ length: count }, (_, index) =>
        distribution(`d${index}`, {
          spec: { externalSecretSpec: { target: { name: 'one' } } },
        }),
      );
      const { asked } = await answer([
        shop(),
        ...distributions,
        ...many(20, index => `e${index}`, contested(syncedStatus('one'))),
      ]);
      return asked.mock.calls.length;
    };
    expect(await looks(200)).toBe(await looks(2));
  });

  it('are not told of where an answer holds everything', async () => {
    const { body } = await answer([shop(), distribution('registry')]);
    expect(body).not.toHaveProperty('leftOut');
  });
});

describe('the limit of an entity’s namespaces', () => {
  const names = Array.from({ length: 1_000 }, (_, index) => `n${index}`);

  it('is told with the answer, and the annotation is read once', async () => {
    let reads = 0;
    const entity = entityWith({});
    Object.defineProperty(entity.metadata.annotations, NAMESPACES, {
      enumerable: true,
      get: () => {
        reads += 1;
        return names.map(name => `${name}${' '.repeat(20)}`).join(',');
      },
    });
    const { body, bytes } = await answer([], entity);
    expect(reads).toBe(1);
    expect(body.bindings).toHaveLength(50);
    expect(body.leftOut?.namespaces).toBe(950);
    expect(bytes).toBeLessThan(20_000);
  });

  it('holds for namespaces that bear the entity’s label', async () => {
    const { body } = await answer(
      names.map(name =>
        namespace(name, {
          metadata: { labels: { 'backstage.io/kubernetes-id': 'shop' } },
        }),
      ),
      entityWith({
        [NAMESPACES]: 'elsewhere',
        'backstage.io/kubernetes-id': 'shop',
      }),
    );
    expect(body.bindings).toHaveLength(50);
    expect(body.leftOut?.namespaces).toBe(951);
  });
});
