import { mockCredentials } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  OBSERVED_KINDS,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { Observations } from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  distribution,
  namespace,
  RawObject,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import request from 'supertest';
import {
  FakeClusterInventory,
  FakeConnection,
  FakeInventory,
  FakeNamespaceWriter,
  startRouter,
} from '../__testUtils__';
import { NOW, oauth, registry, shop } from '../__testUtils__/shop';

// Each test asks every route about every kind of namespace.
jest.setTimeout(30_000);

const API = '/api/central-secrets/v1/entities/default/component/mallory';
const OWNERS = ['group:default/mallory-team'];

/** Claims a namespace that never named it back. */
function claiming(annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'mallory', namespace: 'default', annotations },
    relations: [{ type: 'ownedBy', targetRef: OWNERS[0] }],
  };
}

/** Where only some namespaces may be read, and little is known of the others. */
class PartialInventory extends FakeClusterInventory {
  override observations(name?: string): Observations {
    if (name === undefined || this.namespaces?.includes(name)) {
      return super.observations();
    }
    const error = {
      code: 'forbidden' as const,
      message: message('namespace-not-observed', { namespace: name }),
    };
    return Object.fromEntries(
      OBSERVED_KINDS.map(kind => [kind, { observedAt: undefined, error }]),
    ) as unknown as Observations;
  }
}

/** All that a user can learn by asking about one entity, status and text. */
async function answersAbout(
  cluster: FakeClusterInventory,
  entity: Entity,
  bodies: readonly object[],
): Promise<string[]> {
  const { server } = await startRouter({
    now: NOW,
    entities: [entity],
    inventory: new FakeInventory([cluster]),
    readers: new Map([
      ['hub', new FakeConnection(() => ({ status: 200, body: { items: [] } }))],
    ]),
    writers: new Map([['hub', new FakeNamespaceWriter(shop())]]),
    ownershipEntityRefs: OWNERS,
  });
  const authorization = mockCredentials.user.header();
  const told: string[] = [];
  for (const path of [
    '/deliveries',
    '/available',
    '/available?search=e&limit=1',
    '/usage',
    '/usage?namespace=payments',
    '/usage?cluster=hub&namespace=payments',
    '/internal-distributions',
  ]) {
    const { status, text } = await request(server)
      .get(`${API}${path}`)
      .set({ authorization });
    told.push(`GET ${path} ${status} ${text}`);
  }
  for (const body of bodies) {
    const { status, text } = await request(server)
      .post(`${API}/requests`)
      .set({ authorization })
      .send(body);
    told.push(`POST ${JSON.stringify(body)} ${status} ${text}`);
  }
  return told;
}

describe('a namespace that does not confirm the binding', () => {
  /**
   * The claimed namespace, or another in its place: the number of namespaces is
   * not a secret.
   */
  const WORLDS: Record<string, RawObject> = {
    missing: namespace('another'),
    present: namespace('payments'),
    'being deleted': namespace('payments', {
      metadata: {
        deletionTimestamp: '2026-11-23T05:00:00Z',
        finalizers: ['kubernetes'],
      },
      status: { phase: 'Terminating' },
    }),
    'of somebody else': namespace('payments', {
      metadata: {
        labels: { 'backstage.io/kubernetes-id': 'payments' },
        annotations: { 'central-secrets/owner': 'payments-team' },
      },
    }),
    'with a delivery': namespace('payments', {
      metadata: { labels: { 'secrets/registry': 'true' } },
    }),
  };
  const BODIES = ['add', 'remove'].flatMap(action =>
    [{}, { namespace: 'payments' }, { cluster: 'hub' }, { dryRun: true }].map(
      more => ({ distribution: 'registry', action, ...more }),
    ),
  );
  const CLAIMS: Record<string, Record<string, string>> = {
    'by its name': { 'backstage.io/kubernetes-namespace': 'payments' },
    'by its name and its id': {
      'backstage.io/kubernetes-namespace': 'payments',
      'backstage.io/kubernetes-id': 'payments',
    },
    'by its id': { 'backstage.io/kubernetes-id': 'payments' },
  };
  const KNOWN: Record<string, (objects: RawObject[]) => FakeClusterInventory> =
    {
      'is observed': objects =>
        new FakeClusterInventory({ name: 'hub', observedAt: NOW, objects }),
      'is not observed now': objects =>
        new FakeClusterInventory({
          name: 'hub',
          observedAt: NOW - 60_001,
          objects,
        }),
    };

  describe.each(Object.keys(KNOWN))('of a cluster that %s', known => {
    it.each(Object.keys(CLAIMS))(
      'is answered like one that does not exist, where it is claimed %s',
      async claim => {
        const told = new Map<string, string[]>();
        for (const [world, there] of Object.entries(WORLDS)) {
          const cluster = KNOWN[known]([there, registry, oauth]);
          const entity = claiming(CLAIMS[claim]);
          told.set(world, await answersAbout(cluster, entity, BODIES));
        }
        for (const world of Object.keys(WORLDS)) {
          expect([world, told.get(world)]).toEqual([
            world,
            told.get('missing'),
          ]);
        }
      },
    );
  });

  it('is answered like one that does not exist where only some namespaces are observed, whether it is one of them or not', async () => {
    const worlds = [
      { observed: ['another', 'payments'], there: WORLDS.present },
      { observed: ['another', 'payments'], there: WORLDS['being deleted'] },
      { observed: ['another', 'payments'], there: WORLDS.missing },
      { observed: ['another', 'shop'], there: WORLDS.missing },
    ];
    const told = [];
    for (const { observed, there } of worlds) {
      const cluster = new PartialInventory({
        name: 'hub',
        observedAt: NOW,
        objects: [there, registry, oauth],
      });
      cluster.namespaces = observed;
      const entity = claiming(CLAIMS['by its name']);
      told.push(await answersAbout(cluster, entity, BODIES));
    }
    expect(told[0]).toEqual(told[1]);
    expect(told[0]).toEqual(told[2]);
    expect(told[0]).toEqual(told[3]);
  });

  it('is told with what to do in either case', async () => {
    const [deliveries, ...others] = await answersAbout(
      KNOWN['is observed']([registry]),
      claiming(CLAIMS['by its name']),
      BODIES.slice(0, 1),
    );
    const command =
      'kubectl annotate namespace payments central-secrets/entity-ref=component:default/mallory';
    expect(deliveries).toContain('"exists":null');
    expect(deliveries).toContain(command);
    const refused = others.pop();
    expect(refused).toContain(' 403 ');
    expect(refused).toContain(command);
    expect(refused).toContain('or does not exist');
    expect(refused).toContain('create it');
  });
});

describe('a distribution that is not offered to the owners of the entity', () => {
  const CONFIRMED = {
    'central-secrets/entity-ref': 'component:default/mallory',
  };
  const confirmed = namespace('payments', {
    metadata: { annotations: CONFIRMED },
  });
  const entity = claiming({ 'backstage.io/kubernetes-namespace': 'payments' });
  const annotated = (annotations: Record<string, string>, more = {}) =>
    distribution('crown-jewels', {
      metadata: {
        annotations: {
          'central-secrets/description': 'what-it-is-for',
          ...annotations,
        },
        ...more,
      },
    });
  const WORLDS: Record<string, RawObject> = {
    missing: distribution('another'),
    'not self-service': annotated({}),
    'for others': annotated({
      'central-secrets/self-service': 'true',
      'central-secrets/allowed-owners': 'group:default/crown',
    }),
    'being deleted': annotated(
      { 'central-secrets/self-service': 'true' },
      { deletionTimestamp: '2026-11-23T05:00:00Z', finalizers: ['x'] },
    ),
  };
  const BODIES = ['add', 'remove'].flatMap(action =>
    [{}, { dryRun: true }].map(more => ({
      distribution: 'crown-jewels',
      action,
      ...more,
    })),
  );

  it.each([
    ['observed', NOW],
    ['not observed now', NOW - 60_001],
  ])(
    'is answered like one that does not exist, in a cluster that is %s',
    async (_case, observedAt) => {
      const told = new Map<string, string[]>();
      for (const [world, there] of Object.entries(WORLDS)) {
        const cluster = new FakeClusterInventory({
          name: 'hub',
          observedAt,
          objects: [confirmed, there, registry],
        });
        told.set(world, await answersAbout(cluster, entity, BODIES));
      }
      for (const world of Object.keys(WORLDS)) {
        expect([world, told.get(world)]).toEqual([world, told.get('missing')]);
      }
      expect(String(told.get('missing'))).not.toMatch(/another|what-it-is-for/);
    },
  );

  it('is answered like one that does not exist in a namespace that is being deleted', async () => {
    const leaving = namespace('payments', {
      metadata: {
        annotations: CONFIRMED,
        deletionTimestamp: '2026-11-23T05:00:00Z',
        finalizers: ['kubernetes'],
      },
      status: { phase: 'Terminating' },
    });
    const told = [];
    for (const there of Object.values(WORLDS)) {
      const cluster = new FakeClusterInventory({
        name: 'hub',
        observedAt: NOW,
        objects: [leaving, there, registry],
      });
      told.push(await answersAbout(cluster, entity, BODIES));
    }
    for (const answers of told) {
      expect(answers).toEqual(told[0]);
    }
  });

  it('is told by the names of those that are offered', async () => {
    const cluster = new FakeClusterInventory({
      name: 'hub',
      observedAt: NOW,
      objects: [confirmed, WORLDS['for others'], registry, oauth],
    });
    const [refused] = (
      await answersAbout(cluster, entity, BODIES.slice(0, 1))
    ).slice(-1);
    expect(refused).toContain(' 400 ');
    expect(refused).toContain(
      'shows this entity no distribution crown-jewels; visible are oauth, registry',
    );
  });
});
