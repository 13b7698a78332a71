import { mockCredentials } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { namespace } from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import request from 'supertest';
import {
  FakeInventory,
  FakeNamespaceWriter,
  startRouter,
} from '../__testUtils__';
import { hub, NOW } from '../__testUtils__/shop';
import { BindingOptions } from '../bindings';

const API = '/api/central-secrets/v1/entities/default/component/mallory';

/** Claims a namespace that is not theirs. */
const mallory: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'mallory',
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-namespace': 'payments' },
  },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/mallory-team' }],
};

describe('a namespace that someone labeled with backstage.io/kubernetes-id', () => {
  async function attack(confirmBy?: BindingOptions['confirmBy']) {
    const payments = namespace('payments', {
      metadata: {
        labels: {
          'backstage.io/kubernetes-id': 'mallory',
          'secrets/registry': 'true',
        },
      },
    });
    const writer = new FakeNamespaceWriter(payments);
    const { server } = await startRouter({
      now: NOW,
      entities: [mallory],
      inventory: new FakeInventory([hub(payments)]),
      writers: new Map([['hub', writer]]),
      ownershipEntityRefs: ['group:default/mallory-team'],
      bindings: { read: 'confirmed', ownerLabels: [], confirmBy },
    });
    const authorization = mockCredentials.user.header();
    const seen = await request(server)
      .get(`${API}/deliveries`)
      .set({ authorization });
    const asked = await request(server)
      .post(`${API}/requests`)
      .set({ authorization })
      .send({ distribution: 'oauth', action: 'add' });
    return { seen: seen.body, asked, writer };
  }

  it('confirms the binding where the platform lets that label count', async () => {
    const { seen, asked, writer } = await attack();
    expect(seen.bindings[0].confirmed).toBe(true);
    expect(asked.status).toBe(200);
    expect(writer.sent).toHaveLength(1);
  });

  it('shows nothing and takes no request where it does not', async () => {
    const { seen, asked, writer } = await attack(['owner']);
    expect(seen.bindings).toEqual([
      {
        cluster: 'hub',
        namespace: 'payments',
        exists: null,
        confirmed: false,
        confirmedBy: null,
        confirmWith:
          'kubectl annotate namespace payments central-secrets/owner=group:default/mallory-team',
      },
    ]);
    expect([seen.deliveries, seen.available]).toEqual([[], []]);
    expect(asked.status).toBe(403);
    expect(asked.body.error.message).toContain(seen.bindings[0].confirmWith);
    expect(asked.body.error.message).not.toContain('kubernetes-id');
    expect(writer.reads).toBe(0);
    expect(writer.sent).toEqual([]);
  });
});
