import { join } from 'node:path';
import { DemoCluster, startDemoCluster } from '../startDemoCluster';
import {
  EXTERNAL_SECRETS,
  httpClient,
  NAMESPACES,
} from '../testUtils/httpClient';
import { namespace } from '../testUtils/objects';
import { findAbove, readManifests } from '../world/manifests';
import { ACCESS_REVIEW_PATH } from './accessReview';

describe('rights', () => {
  let demo: DemoCluster;
  beforeAll(async () => {
    demo = await startDemoCluster({ world: 'empty' });
    demo.api.create(namespace('app'));
  });
  afterAll(() => demo.stop());

  it.each([undefined, 'not-a-real-token'])(
    'are nobody’s with the token %s',
    async token => {
      const answer = await httpClient(demo, token ?? '').get(NAMESPACES);
      expect(answer).toEqual({
        status: 401,
        body: {
          kind: 'Status',
          apiVersion: 'v1',
          metadata: {},
          status: 'Failure',
          message: 'Unauthorized',
          reason: 'Unauthorized',
          code: 401,
        },
      });
    },
  );

  it('let anybody ask whether the server is ready', async () => {
    const answer = await httpClient(demo, '').get('/readyz');
    expect(answer).toEqual({ status: 200, body: 'ok' });
  });

  const READ = [
    NAMESPACES,
    '/api/v1/events',
    `${EXTERNAL_SECRETS}/clusterexternalsecrets`,
    `${EXTERNAL_SECRETS}/externalsecrets`,
    `${EXTERNAL_SECRETS}/clustersecretstores`,
    `${EXTERNAL_SECRETS}/secretstores`,
  ];
  it.each(READ)('let the reader list %s', async path => {
    expect((await httpClient(demo, 'demo-reader').get(path)).status).toBe(200);
  });

  it.each([
    [
      'reader',
      'GET',
      '/api/v1/secrets',
      'secrets is forbidden: User "system:serviceaccount:backstage:central-secrets-reader" cannot list resource "secrets" in API group "" at the cluster scope',
    ],
    [
      'reader',
      'GET',
      '/api/v1/namespaces/app/secrets?watch=true',
      'secrets is forbidden: User "system:serviceaccount:backstage:central-secrets-reader" cannot watch resource "secrets" in API group "" in the namespace "app"',
    ],
    [
      'reader',
      'GET',
      '/api/v1/namespaces/app/secrets/x',
      'secrets "x" is forbidden: User "system:serviceaccount:backstage:central-secrets-reader" cannot get resource "secrets" in API group "" in the namespace "app"',
    ],
    [
      'reader',
      'PATCH',
      '/api/v1/namespaces/app',
      'namespaces "app" is forbidden: User "system:serviceaccount:backstage:central-secrets-reader" cannot patch resource "namespaces" in API group "" in the namespace "app"',
    ],
    [
      'writer',
      'GET',
      `${EXTERNAL_SECRETS}/externalsecrets`,
      'externalsecrets.external-secrets.io is forbidden: User "system:serviceaccount:backstage:central-secrets-writer" cannot list resource "externalsecrets" in API group "external-secrets.io" at the cluster scope',
    ],
    [
      'writer',
      'PATCH',
      '/api/v1/namespaces/app/status',
      'namespaces "app" is forbidden: User "system:serviceaccount:backstage:central-secrets-writer" cannot patch resource "namespaces/status" in API group "" in the namespace "app"',
    ],
  ])('refuse the %s %s %s', async (who, method, path, message) => {
    const { status, body } = await httpClient(demo, `demo-${who}`).request(
      method,
      path,
      method === 'PATCH' ? {} : undefined,
      'application/merge-patch+json',
    );
    expect(status).toBe(403);
    expect(body).toMatchObject({ reason: 'Forbidden', code: 403, message });
  });

  it('let the writer label a namespace', async () => {
    const { status } = await httpClient(demo, 'demo-writer').patch(
      `${NAMESPACES}/app`,
      { metadata: { labels: { 'secrets/x': 'true' } } },
    );
    expect(status).toBe(200);
  });

  it('are told to who asks for their own', async () => {
    const ask = async (resource: string, verb: string) => {
      const { status, body } = await httpClient(demo, 'demo-reader').request(
        'POST',
        ACCESS_REVIEW_PATH,
        { spec: { resourceAttributes: { resource, verb, group: '' } } },
      );
      expect(status).toBe(201);
      return body.status.allowed;
    };
    expect(await ask('namespaces', 'watch')).toBe(true);
    expect(await ask('secrets', 'list')).toBe(false);
    expect(await ask('pods', 'list')).toBe(true);
    expect(await ask('pods', 'get')).toBe(false);
  });

  it('of the reader are those that deploy/ gives it', () => {
    const given = ['deploy/base/rbac', 'deploy/base/used-by']
      .flatMap(folder => readManifests(join(findAbove(folder), 'reader.yaml')))
      .filter(({ kind }) => kind === 'ClusterRole')
      .flatMap(({ rules }) => rules);
    const { rules } = demo.identities.get('demo-reader')!;
    expect(
      rules.map(({ groups, resources, verbs }) => ({
        apiGroups: groups,
        resources,
        verbs,
      })),
    ).toEqual(given);
  });

  it('can be changed while the server runs', async () => {
    const token = 'not-a-real-token-of-a-test';
    const { get } = httpClient(demo, token);
    demo.identities.set(token, { user: 'test', userGroups: [], rules: [] });
    expect((await get(NAMESPACES)).body.message).toBe(
      'namespaces is forbidden: User "test" cannot list resource "namespaces" in API group "" at the cluster scope',
    );
    demo.identities.delete(token);
    expect((await get(NAMESPACES)).status).toBe(401);
  });

  it('hold in some namespaces only, where a rule names them', async () => {
    demo.identities.set('not-a-real-token', {
      user: 'scoped',
      userGroups: [],
      rules: [
        {
          groups: ['', 'external-secrets.io'],
          resources: ['namespaces', 'externalsecrets'],
          verbs: ['get', 'list'],
          namespaces: ['app'],
        },
      ],
    });
    const scoped = httpClient(demo, 'not-a-real-token');
    const status = async (path: string) => (await scoped.get(path)).status;
    expect(await status(`${NAMESPACES}/app`)).toBe(200);
    expect(await status(`${NAMESPACES}/default`)).toBe(403);
    expect(await status(NAMESPACES)).toBe(403);
    const inNamespace = (name: string) =>
      `${EXTERNAL_SECRETS}/namespaces/${name}/externalsecrets`;
    expect(await status(inNamespace('app'))).toBe(200);
    expect(await status(inNamespace('default'))).toBe(403);
    expect(await status(`${EXTERNAL_SECRETS}/externalsecrets`)).toBe(403);
  });
});
