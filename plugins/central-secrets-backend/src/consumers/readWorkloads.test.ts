import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  pod,
  podSpec,
  replicaSet,
  variable,
  workload,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { FakeConnection } from '../__testUtils__';
import { ClusterRequest } from '@central-secrets/kubernetes-client';
import { readWorkloads } from './readWorkloads';

const spec = podSpec({ env: [variable('token', 'key')] });
const EVERYTHING = [
  '/api/v1/namespaces/shop/pods',
  '/api/v1/namespaces/shop/serviceaccounts',
  '/apis/apps/v1/namespaces/shop/daemonsets',
  '/apis/apps/v1/namespaces/shop/deployments',
  '/apis/apps/v1/namespaces/shop/replicasets',
  '/apis/apps/v1/namespaces/shop/statefulsets',
  '/apis/batch/v1/namespaces/shop/cronjobs',
  '/apis/batch/v1/namespaces/shop/jobs',
  '/apis/networking.k8s.io/v1/namespaces/shop/ingresses',
];

type Answer = { status: number; body?: unknown };

/**
 * Answers a path's end with a test's answer, everything else with an empty
 * list.
 */
function connect(answers: Record<string, (request: ClusterRequest) => Answer>) {
  return new FakeConnection(request => {
    const resource = request.path.split('/').pop()!;
    // Go writes an empty list as null.
    return (
      answers[resource]?.(request) ?? { status: 200, body: { items: null } }
    );
  });
}

describe('readWorkloads', () => {
  it('lists every kind of the one namespace, and nothing else', async () => {
    const connection = connect({});
    await expect(readWorkloads(connection, 'shop')).resolves.toEqual({
      workloads: {
        pods: [],
        templates: [],
        owned: [],
        serviceAccounts: [],
        ingresses: [],
      },
      unreadable: [],
    });
    expect(connection.requests.map(({ path }) => path).sort()).toEqual(
      EVERYTHING,
    );
  });

  it('takes every page, as the API server continues them', async () => {
    const connection = connect({
      pods: ({ query }) => ({
        status: 200,
        body: query?.continue
          ? { items: [pod('second', 'shop', spec)] }
          : {
              items: [pod('first', 'shop', spec)],
              metadata: { continue: 'page-2' },
            },
      }),
    });
    const { workloads } = await readWorkloads(connection, 'shop');
    expect(workloads.pods.map(({ name }) => name)).toEqual(['first', 'second']);
    expect(
      connection.requests
        .filter(({ path }) => path.endsWith('/pods'))
        .map(({ query }) => [query?.limit, query?.continue]),
    ).toEqual([
      ['500', undefined],
      ['500', 'page-2'],
    ]);
  });

  it('gives up on a kind with more pages than anybody waits for, and says so', async () => {
    const connection = connect({
      pods: () => ({
        status: 200,
        body: { items: [], metadata: { continue: 'more' } },
      }),
    });
    const { unreadable } = await readWorkloads(connection, 'shop');
    expect(unreadable).toEqual([
      {
        resource: 'pods',
        code: 'failing',
        message: message('too-much.objects', {
          limit: 5_000,
          path: '/api/v1/namespaces/shop/pods',
        }),
      },
    ]);
    expect(connection.requests.length).toBeLessThan(30);
  });

  it('asks for the metadata of ReplicaSets alone', async () => {
    const connection = connect({
      replicasets: ({ headers }) => ({
        status: /PartialObjectMetadataList/.test(headers?.accept ?? '')
          ? 200
          : 406,
        body: { items: [replicaSet('web-5d8', 'shop', 'web')] },
      }),
    });
    const { workloads } = await readWorkloads(connection, 'shop');
    expect(workloads.owned).toEqual([
      {
        kind: 'ReplicaSet',
        name: 'web-5d8',
        owner: { kind: 'Deployment', name: 'web' },
      },
    ]);
  });

  it('tells of a kind that is forbidden, and reads the others all the same', async () => {
    const connection = connect({
      pods: () => ({
        status: 403,
        body: { kind: 'Status', code: 403, message: 'pods is forbidden' },
      }),
      deployments: () => ({
        status: 200,
        body: { items: [workload('Deployment', 'web', 'shop', spec)] },
      }),
    });
    const { workloads, unreadable } = await readWorkloads(connection, 'shop');
    expect(unreadable).toEqual([
      {
        resource: 'pods',
        code: 'forbidden',
        message: message('request-failed.answered', {
          request: 'GET /api/v1/namespaces/shop/pods',
          status: 403,
          answer: 'pods is forbidden',
        }),
      },
    ]);
    expect(workloads.templates).toEqual([
      expect.objectContaining({ kind: 'Deployment', name: 'web' }),
    ]);
  });

  it('takes a kind that the cluster does not serve for one it has none of', async () => {
    const connection = connect({ ingresses: () => ({ status: 404 }) });
    const { unreadable } = await readWorkloads(connection, 'shop');
    expect(unreadable).toEqual([]);
  });

  it.each<[string, () => Answer]>([
    ['a body that is no JSON', () => ({ status: 200, body: '<html>' })],
    ['a list without items', () => ({ status: 200, body: {} })],
    [
      'an object that is no Job',
      () => ({ status: 200, body: { items: [{ metadata: {} }] } }),
    ],
    [
      'no answer at all',
      () => {
        throw new Error('connect ECONNREFUSED');
      },
    ],
  ])('tells of %s, and never takes it for nothing', async (_what, answer) => {
    const { unreadable } = await readWorkloads(
      connect({ jobs: answer }),
      'shop',
    );
    expect(unreadable).toEqual([expect.objectContaining({ resource: 'jobs' })]);
  });

  describe('of a namespace with very large objects', () => {
    const big = (name: string, bytes: number) =>
      pod(name, 'shop', spec, {
        metadata: { annotations: { long: 'x'.repeat(bytes) } },
      });

    it('asks for smaller pages', async () => {
      const pods = Array.from({ length: 20 }, (_, index) =>
        big(`p${index}`, 1_000_000),
      );
      const connection = connect({
        pods: ({ query }) => {
          const from = Number(query?.continue ?? 0);
          const next = from + Number(query?.limit);
          return {
            status: 200,
            body: {
              items: pods.slice(from, next),
              metadata: next < pods.length ? { continue: String(next) } : {},
            },
          };
        },
      });
      const { workloads, unreadable } = await readWorkloads(connection, 'shop');
      expect(unreadable).toEqual([]);
      expect(workloads.pods).toHaveLength(20);
    });

    it('gives up on a kind where they are more than is read, and says so', async () => {
      const connection = connect({
        pods: () => ({
          status: 200,
          body: {
            items: [big('p', 7 * 1024 * 1024)],
            metadata: { continue: 'more' },
          },
        }),
      });
      const { unreadable } = await readWorkloads(connection, 'shop');
      expect(unreadable).toEqual([
        {
          resource: 'pods',
          code: 'failing',
          message: message('too-much.bytes', {
            size: '64 MiB',
            path: '/api/v1/namespaces/shop/pods',
          }),
        },
      ]);
    });

    it('never calls nothing unused where a pod names more Secrets than are read', async () => {
      const names = Array.from({ length: 200 }, (_, index) => `n${index}`);
      const connection = connect({
        pods: () => ({
          status: 200,
          body: {
            items: [
              pod('p', 'shop', {
                containers: names.map(name => ({
                  name,
                  volumeMounts: [{ name: 'v' }],
                })),
                volumes: [
                  {
                    name: 'v',
                    projected: {
                      sources: names.map(name => ({ secret: { name } })),
                    },
                  },
                ],
              }),
            ],
          },
        }),
      });
      const { unreadable } = await readWorkloads(connection, 'shop');
      expect(unreadable).toEqual([
        expect.objectContaining({
          resource: 'pods',
          message: expect.objectContaining({
            code: 'too-much',
            parameters: expect.objectContaining({ detail: 'places' }),
          }),
        }),
      ]);
    });
  });
});
