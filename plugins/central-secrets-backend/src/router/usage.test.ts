import { mockCredentials } from '@backstage/backend-test-utils';
import {
  usageResponseSchema,
  UsageResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  BUILT_AT,
  childOf,
  ownedBy,
  pod,
  podSpec,
  RawObject,
  replicaSet,
  serviceAccount,
  externalSecret,
  syncedStatus,
  updateFailedEvent,
  variable,
  workload,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { exactly } from '@central-secrets/backstage-plugin-central-secrets-common/testUtils';
import request from 'supertest';
import {
  FakeClusterInventory,
  FakeConnection,
  FakeInventory,
  startRouter,
} from '../__testUtils__';
import { entity, hub, NOW, registry, shop } from '../__testUtils__/shop';

const CANARY = 'canary-not-a-real-value';
const PATH = '/api/central-secrets/v1/entities/default/component/shop/usage';
const PLURALS: Record<string, string> = { Ingress: 'ingresses' };

const copy = childOf(registry, 'shop', { status: syncedStatus('registry') });
/** The event that the operator emits after it wrote the Secret. */
const written = updateFailedEvent(copy, 'secret updated', {
  type: 'Normal',
  reason: 'Updated',
});
const before = new Date(Date.parse(BUILT_AT) - 60_000).toISOString();
const after = new Date(Date.parse(BUILT_AT) + 30_000).toISOString();

const spec = podSpec({
  env: [
    variable('registry', 'token'),
    { name: 'PASSWORD', value: CANARY },
    { name: CANARY, value: 'x' },
  ],
  command: [CANARY],
});
const web = (name: string, startedAt: string) =>
  pod(
    name,
    'shop',
    spec,
    { metadata: ownedBy('ReplicaSet', 'web-5d8') },
    startedAt,
  );
const DEPLOYED = [
  workload('Deployment', 'web', 'shop', spec),
  replicaSet('web-5d8', 'shop', 'web'),
];

/** A cluster's reader to which the namespace holds these objects, and some kinds are forbidden. */
function reading(objects: RawObject[], forbidden: string[] = []) {
  return new FakeConnection(({ path }) => {
    const plural = path.split('/').pop()!;
    const items = objects.filter(
      ({ kind }) =>
        (PLURALS[String(kind)] ?? `${String(kind).toLowerCase()}s`) === plural,
    );
    return forbidden.includes(plural)
      ? { status: 403, body: { message: `${plural} is forbidden` } }
      : { status: 200, body: { items } };
  });
}

async function ask(
  connection: FakeConnection,
  options: {
    query?: string;
    objects?: RawObject[];
    cluster?: FakeClusterInventory;
    read?: 'catalog';
  } = {},
) {
  const { server } = await startRouter({
    now: NOW,
    entities: [entity],
    inventory: new FakeInventory([
      options.cluster ?? hub(...(options.objects ?? [shop(), copy, written])),
    ]),
    readers: new Map([['hub', connection]]),
    bindings: options.read && { read: options.read, ownerLabels: [] },
  });
  return request(server)
    .get(`${PATH}${options.query ?? ''}`)
    .set('authorization', mockCredentials.user.header());
}

async function usage(...given: Parameters<typeof ask>): Promise<UsageResponse> {
  const { status, body } = await ask(...given);
  expect(body).toEqual(exactly(usageResponseSchema).parse(body));
  expect(status).toBe(200);
  return body;
}

describe('GET …/usage', () => {
  it('says which workload uses a delivered Secret, how, and which of its pods read it before the last write', async () => {
    const body = await usage(
      reading([...DEPLOYED, web('web-a', before), web('web-b', after)]),
    );
    expect(body).toEqual({
      entityRef: 'component:default/shop',
      answeredAt: new Date(NOW).toISOString(),
      namespaces: [
        {
          cluster: 'hub',
          namespace: 'shop',
          readAt: new Date(NOW).toISOString(),
          unreadable: [],
          deliveries: [
            {
              id: 'hub/shop/registry',
              secret: 'registry',
              lastWrite: {
                kind: 'ExternalSecret',
                namespace: 'shop',
                name: 'registry',
                field: 'event Updated',
                value: 'the operator wrote the Secret',
                at: new Date(Date.parse(BUILT_AT)).toISOString(),
              },
              users: [
                {
                  kind: 'Deployment',
                  name: 'web',
                  ways: [
                    {
                      way: 'env',
                      readAt: 'start',
                      container: 'app',
                      keys: ['token'],
                      serviceAccount: null,
                    },
                  ],
                  pods: { count: 2, old: 1, unknown: 0 },
                  oldSince: before,
                  restartCommand:
                    'kubectl rollout restart deployment/web -n shop',
                },
              ],
              warnings: [
                {
                  code: 'old-value-in-pods',
                  parameters: {
                    detail: 'since',
                    count: 1,
                    names: ['Deployment web'],
                    at: '2026-11-23T05:00:00Z',
                  },
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it('tells nothing of what else is in a pod', async () => {
    const { text } = await ask(reading([...DEPLOYED, web('web-a', before)]));
    expect(text).toContain('Deployment');
    expect(text).not.toContain('canary');
    expect(text).not.toContain('PASSWORD');
    expect(text).not.toContain('image.example');
  });

  it('names what nothing uses', async () => {
    const { namespaces } = await usage(reading([]));
    expect(namespaces[0].deliveries[0]).toMatchObject({
      users: [],
      warnings: [{ code: 'unused' }],
    });
  });

  it('says nothing of who uses an object of another kind', async () => {
    const settings = externalSecret('settings', 'shop', {
      spec: {
        target: { manifest: { apiVersion: 'v1', kind: 'ConfigMap' } },
      },
      status: syncedStatus(''),
    });
    const { namespaces } = await usage(reading([]), {
      objects: [shop(), settings],
    });
    expect(namespaces[0].deliveries.slice(1)).toMatchObject([
      { secret: 'settings', lastWrite: null, users: [], warnings: [] },
    ]);
  });

  it('names a controller that finds the Secret by its label', async () => {
    const labeled = externalSecret('labeled', 'shop', {
      spec: {
        target: {
          template: {
            metadata: { labels: { 'kargo.akuity.io/cred-type': 'git' } },
          },
        },
      },
      status: syncedStatus('labeled'),
    });
    const project = shop();
    const { namespaces } = await usage(reading([]), {
      objects: [
        {
          ...project,
          metadata: {
            ...(project.metadata as RawObject),
            labels: {
              ...((project.metadata as RawObject).labels as RawObject),
              'kargo.akuity.io/project': 'true',
            },
          },
        },
        labeled,
      ],
    });
    expect(
      namespaces[0].deliveries.find(({ secret }) => secret === 'labeled'),
    ).toMatchObject({
      users: [
        {
          kind: 'Controller',
          name: 'Kargo',
          ways: [{ way: 'label', keys: ['kargo.akuity.io/cred-type'] }],
        },
      ],
      warnings: [],
    });
  });

  it('finds what comes through a ServiceAccount', async () => {
    const { namespaces } = await usage(
      reading([
        serviceAccount('default', 'shop', 'registry'),
        workload('CronJob', 'nightly', 'shop', podSpec({})),
      ]),
    );
    expect(namespaces[0].deliveries[0].users).toEqual([
      expect.objectContaining({
        kind: 'CronJob',
        ways: [
          expect.objectContaining({
            way: 'imagePullSecrets',
            serviceAccount: 'default',
          }),
        ],
      }),
    ]);
  });

  it('calls nothing unused while one kind cannot be read, and says which', async () => {
    const { namespaces } = await usage(reading([], ['cronjobs']));
    expect(namespaces[0].unreadable).toEqual([
      {
        resource: 'cronjobs',
        code: 'forbidden',
        message: {
          code: 'request-failed',
          parameters: expect.objectContaining({
            status: 403,
            answer: 'cronjobs is forbidden',
          }),
        },
      },
    ]);
    expect(namespaces[0].deliveries[0].warnings).toEqual([]);
  });

  it('tells of the deliveries that the namespace has or asks for, and of no others', async () => {
    const { namespaces } = await usage(reading([]));
    expect(namespaces[0].deliveries.map(({ id }) => id)).toEqual([
      'hub/shop/registry',
    ]);
  });

  it('calls nothing old once the event of the write is gone', async () => {
    const { namespaces } = await usage(
      reading([...DEPLOYED, web('web-a', before)]),
      { objects: [shop(), copy] },
    );
    expect(namespaces[0].deliveries[0]).toMatchObject({
      lastWrite: null,
      users: [{ pods: { count: 1, old: 0, unknown: 1 } }],
      warnings: [],
    });
  });

  it('remembers a write whose event is gone, and what was read before it', async () => {
    const cluster = hub(shop(), copy);
    cluster.rememberedWrites.set((copy.metadata as RawObject).uid as string, {
      reason: 'Updated',
      lastAt: Date.parse(BUILT_AT),
    });
    const { namespaces } = await usage(
      reading([...DEPLOYED, web('web-a', before)]),
      { cluster },
    );
    expect(namespaces[0].deliveries[0]).toMatchObject({
      lastWrite: { field: 'event Updated' },
      users: [{ pods: { count: 1, old: 1, unknown: 0 } }],
    });
  });

  it('tells times of the cluster’s objects by our clock', async () => {
    const cluster = hub(shop(), copy, written);
    cluster.offsetMs = 300_000;
    const { namespaces } = await usage(
      reading([...DEPLOYED, web('web-a', before)]),
      { cluster },
    );
    const ours = (time: string) =>
      new Date(Date.parse(time) - 300_000).toISOString();
    expect(namespaces[0].deliveries[0]).toMatchObject({
      lastWrite: { at: ours(BUILT_AT) },
      users: [{ oldSince: ours(before) }],
    });
  });

  it('reads no workload of a namespace that does not confirm the binding', async () => {
    const connection = reading([]);
    const unconfirmed = shop({ 'secrets/registry': 'true' });
    const body = await usage(connection, { objects: [unconfirmed, copy] });
    expect(body.namespaces).toEqual([]);
    expect(connection.requests).toEqual([]);

    const { namespaces } = await usage(reading([]), {
      objects: [unconfirmed, copy],
      read: 'catalog',
    });
    expect(namespaces).toHaveLength(1);
  });

  it('reads the one namespace that is asked for', async () => {
    const { namespaces } = await usage(reading([]), {
      query: '?cluster=hub&namespace=shop',
    });
    expect(namespaces).toHaveLength(1);
  });

  it.each([
    ['?namespace=argocd', /namespace: "argocd".*it has hub\/shop/],
    ['?cluster=other', /cluster: "other".*it has hub\/shop/],
    ['?namespace=', /namespace: "" is not accepted/],
    ['?namespace=a&namespace=b', /namespace: \["a","b"\] is not accepted/],
    ['?pod=a', /"pod": no such parameter.*cluster and namespace/],
  ])('refuses %s, naming what is accepted', async (query, message) => {
    const connection = reading([]);
    const { status, body } = await ask(connection, { query });
    expect(status).toBe(400);
    expect(body.error.message).toMatch(message);
    expect(connection.requests).toEqual([]);
  });
});
