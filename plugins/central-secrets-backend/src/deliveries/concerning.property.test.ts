import { Entity } from '@backstage/catalog-model';
import { DEFAULT_DELIVERY_LIMITS } from '@central-secrets/backstage-plugin-central-secrets-node';
import fc from 'fast-check';
import { FakeClusterInventory, FakeInventory } from '../__testUtils__';
import { knowledgeAction } from '../distributions/__testUtils__/knowledgeActions';
import { objectAction } from '../distributions/__testUtils__/objectActions';
import { World } from '../distributions/__testUtils__/World';
import { DeliveryService } from './DeliveryService';

jest.setTimeout(120_000);

const START = Date.parse('2026-11-23T05:10:00Z');

const SHOP: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'shop',
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-namespace': 'app,shop' },
  },
};

function serviceOf(world: World, visible: 'offered' | 'all') {
  return new DeliveryService({
    inventory: new FakeInventory([world.cluster]),
    history: { lastRequests: async () => new Map() },
    bindings: { read: 'catalog', ownerLabels: [] },
    offers: { visible },
    limits: DEFAULT_DELIVERY_LIMITS,
    clock: () => world.now,
  });
}

/** In an order that does not depend on how an answer was made. */
function ordered(entries: readonly object[]): string[] {
  return entries.map(entry => JSON.stringify(entry)).sort();
}

describe('an answer that only counts what is available', () => {
  it('has what the whole answer has of the namespaces, and counts the rest, whatever is known', async () => {
    let quick = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            { weight: 6, arbitrary: objectAction },
            { weight: 1, arbitrary: knowledgeAction },
          ),
          {
            maxLength: 40,
          },
        ),
        fc.constantFrom('offered' as const, 'all' as const),
        async (actions, visible) => {
          const world: World = {
            cluster: new FakeClusterInventory({ observedAt: START }),
            now: START,
            isTold: true,
          };
          actions.forEach(action => action(world));
          const rights = {
            route: { mode: 'cluster' as const },
            owners: ['group:default/shop-team'],
            allowedLabels: ['secrets/*'],
            protectedNamespaces: [],
          };
          const service = serviceOf(world, visible);
          const whole = await service.deliveriesOf(SHOP, rights);
          const counted = await service.deliveriesOf(SHOP, rights, {
            available: 'counted',
          });
          const { available } = await service.availableOf(SHOP, rights, {
            limit: 100,
          });

          expect(ordered(counted.deliveries)).toEqual(
            ordered(
              whole.deliveries.filter(
                ({ involved, state }) =>
                  involved ||
                  (state !== 'not-requested' && state !== 'terminating'),
              ),
            ),
          );
          expect(counted.availableCount).toBe(whole.available.length);
          expect(ordered(available)).toEqual(ordered(whole.available));
          quick += counted.deliveries.some(({ involved }) => involved) ? 1 : 0;
        },
      ),
      { numRuns: 300 },
    );
    expect(quick).toBeGreaterThan(20);
  });
});
