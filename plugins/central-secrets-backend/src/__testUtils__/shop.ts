import { mockCredentials } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  DeliveriesResponse,
  deliveriesResponseSchema,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  BUILT_AT,
  clusterSecretStore,
  distribution,
  namespace,
  RawObject,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { exactly } from '@central-secrets/backstage-plugin-central-secrets-common/testUtils';
import request from 'supertest';
import { FakeClusterInventory, FakeInventory } from './FakeClusterInventory';
import { startRouter, StartRouterOptions } from './startRouter';

/** A minute after everything was made. */
export const NOW = Date.parse(BUILT_AT) + 60_000;

export const shopLabels = {
  'backstage.io/kubernetes-id': 'shop',
  'secrets/registry': 'true',
};

/** A namespace that confirms the binding of `entity`, and asks for `registry`. */
export function shop(labels: Record<string, string> = shopLabels): RawObject {
  return namespace('shop', { metadata: { labels } });
}

export const registry = distribution('registry', {
  metadata: {
    annotations: {
      'central-secrets/self-service': 'true',
      'central-secrets/description': 'Pulls images',
      'central-secrets/documentation-url': 'https://docs.example/registry',
    },
  },
});
export const oauth = distribution('oauth', {
  metadata: {
    annotations: {
      'central-secrets/self-service': 'true',
      'central-secrets/documentation-url': 'data:text/html,not-a-page',
    },
  },
});

export const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'shop',
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-namespace': 'shop' },
  },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/shop-team' }],
};

/** A cluster with both distributions, and what else a test puts there. */
export function hub(...objects: RawObject[]) {
  return new FakeClusterInventory({
    name: 'hub',
    observedAt: NOW,
    objects: [clusterSecretStore(), registry, oauth, ...objects],
  });
}

/**
 * Returns the answer of `GET …/deliveries` for `entity`, checked against the
 * contract's schema.
 */
export async function answer(
  cluster: FakeClusterInventory,
  change: Partial<StartRouterOptions> = {},
  authorization = mockCredentials.user.header(),
): Promise<DeliveriesResponse> {
  const { server } = await startRouter({
    now: NOW,
    entities: [entity],
    inventory: new FakeInventory([cluster]),
    ownershipEntityRefs: ['group:default/shop-team'],
    ...change,
  });
  const { status, body } = await request(server)
    .get('/api/central-secrets/v1/entities/default/component/shop/deliveries')
    .set('authorization', authorization);
  expect(body).toEqual(exactly(deliveriesResponseSchema).parse(body));
  expect(status).toBe(200);
  return body;
}
