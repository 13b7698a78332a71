import { mockCredentials } from '@backstage/backend-test-utils';
import {
  clustersResponseSchema,
  DELIVERIES_CHANNEL,
  DISTRIBUTIONS_CHANNEL,
  RequestBody,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { exactly } from '@central-secrets/backstage-plugin-central-secrets-common/testUtils';
import { DemoCluster, startDemoCluster } from '@central-secrets/demo-cluster';
import request from 'supertest';
import { eventually, OAUTH, startPlugin } from './__testUtils__/startPlugin';

const NOT_SELF_SERVICE = 'talos-config';
const FOR_OTHERS = 'cloudflare-api-token';

describe('the plugin over the demo cluster', () => {
  let demo: DemoCluster;
  let backend: Awaited<ReturnType<typeof startPlugin>>;

  beforeAll(async () => {
    // Slow enough for `pending` to be seen between label and Secret.
    demo = await startDemoCluster({ reactionMs: 500 });
    backend = await startPlugin([
      {
        name: 'demo',
        url: demo.url,
        serviceAccountToken: demo.tokens.reader,
        writer: { serviceAccountToken: demo.tokens.writer },
      },
    ]);
    await eventually(
      () => backend.stateOf('application-docker-registry'),
      'synced',
    );
  }, 30_000);

  afterAll(async () => {
    await demo?.stop();
  });

  const labels = () =>
    demo.api.get({ kind: 'Namespace', name: 'code-server' }).metadata.labels;
  const secret = () =>
    demo.api.find({
      kind: 'Secret',
      namespace: 'code-server',
      name: 'gh-oauth',
    });

  it('brings a secret that is asked for, and takes it away again', async () => {
    expect(await backend.stateOf(OAUTH)).toBe('not-requested');

    const rehearsed = await backend.ask({ dryRun: true });
    expect(rehearsed.body).toEqual(
      expect.objectContaining({ applied: false, requestId: null }),
    );
    expect(labels()).not.toHaveProperty(['secrets/gh-oauth-credentials']);

    const asked = await backend.ask({});
    expect(asked.status).toBe(200);
    expect(asked.body).toEqual(
      expect.objectContaining({
        applied: true,
        plan: rehearsed.body.plan,
        requestId: expect.any(String),
      }),
    );
    expect(labels()).toEqual(
      expect.objectContaining({ 'secrets/gh-oauth-credentials': 'true' }),
    );
    await eventually(() => backend.stateOf(OAUTH), 'pending');
    await eventually(() => backend.stateOf(OAUTH), 'synced');
    expect(secret()).toBeDefined();
    const { deliveries } = await backend.deliveries();
    expect(
      deliveries.find(({ distribution }) => distribution === OAUTH)?.requested,
    ).toEqual({ by: 'user:default/guest', at: expect.any(String) });

    const again = await backend.ask({});
    expect(again.body).toEqual(
      expect.objectContaining({
        applied: true,
        plan: expect.objectContaining({ add: {}, remove: [] }),
      }),
    );

    const returned = await backend.ask({ action: 'remove' });
    expect(returned.status).toBe(200);
    expect(labels()).not.toHaveProperty(['secrets/gh-oauth-credentials']);
    await eventually(() => backend.stateOf(OAUTH), 'not-requested');
    await eventually(async () => secret(), undefined);
  }, 30_000);

  it('signals those who looked that there is news, and tells nothing but where', async () => {
    await backend.deliveries();
    backend.signals.length = 0;
    demo.api.patch(
      { kind: 'Namespace', name: 'code-server' },
      { metadata: { labels: { touched: 'true' } } },
    );
    await eventually(async () => backend.signals.length > 0, true);
    expect(backend.signals[0]).toEqual({
      channel: DELIVERIES_CHANNEL,
      recipients: { type: 'user', entityRef: ['user:default/guest'] },
      message: { entityRef: 'component:default/code-server' },
    });
  });

  it('signals those who read distributions that one of them changed, and nothing else', async () => {
    await request(backend.server)
      .get('/api/central-secrets/v1/distributions')
      .set('authorization', mockCredentials.user.header('user:default/petra'))
      .expect(200);
    const signals = () =>
      backend.signals.filter(
        ({ channel }) => channel === DISTRIBUTIONS_CHANNEL,
      );
    const before = signals().length;
    demo.api.patch(
      { kind: 'ClusterExternalSecret', name: OAUTH },
      {
        metadata: {
          annotations: { 'central-secrets/description': 'Signs people in' },
        },
      },
    );
    await eventually(async () => signals().length > before, true);
    expect(signals().at(-1)).toEqual({
      channel: DISTRIBUTIONS_CHANNEL,
      recipients: { type: 'user', entityRef: ['user:default/petra'] },
      message: {},
    });
  });

  it.each<[string, Partial<RequestBody>, object, number, RegExp]>([
    [
      'somebody who does not own it',
      {},
      { user: 'omar' },
      403,
      /Only an owner/,
    ],
    [
      'an unconfirmed binding',
      {},
      { name: 'unconfirmed-example' },
      403,
      /kubectl annotate namespace argocd central-secrets\/entity-ref=component:default\/unconfirmed-example/,
    ],
    [
      'a distribution that there is not',
      { distribution: 'nope' },
      {},
      400,
      /distribution: .*no distribution nope; it has .*github-oauth-credentials/,
    ],
    [
      'a distribution that is not self-service',
      { distribution: NOT_SELF_SERVICE },
      {},
      403,
      /Not self-service/,
    ],
    [
      'a distribution for other owners',
      { distribution: FOR_OTHERS },
      {},
      403,
      /Only for group:default\/infrastructure/,
    ],
    ['an entity that there is not', {}, { name: 'nope' }, 404, /nope/],
    [
      'a namespace that there is not',
      {},
      { name: 'lost' },
      403,
      /demo\/nowhere does not confirm .*, or does not exist\. .*create it/,
    ],
    [
      'a namespace that is not the entity’s',
      { namespace: 'kube-system' },
      {},
      400,
      /namespace: kube-system is not bound/,
    ],
  ])(
    'refuses %s, and changes nothing',
    async (_case, body, who, status, message) => {
      const versions = () =>
        demo.api
          .list('Namespace')
          .map(
            ({ metadata }) =>
              `${metadata.name} ${JSON.stringify(metadata.labels)}`,
          );
      const before = versions();
      const refused = await backend.ask(body, who);
      expect(refused.status).toBe(status);
      expect(refused.body.error.message).toMatch(message);
      expect(versions()).toEqual(before);
    },
  );

  it('shows nothing of an unconfirmed binding', async () => {
    const body = await backend.deliveries('unconfirmed-example');
    expect(body.bindings).toEqual([
      expect.objectContaining({
        namespace: 'argocd',
        exists: null,
        confirmed: false,
      }),
    ]);
    expect(body.deliveries).toEqual([]);
    expect(body.available).toEqual([]);
  });

  it('answers nothing of what is in any Secret', async () => {
    const answer = JSON.stringify(await backend.deliveries('backstage'));
    const values = demo.api
      .list('Secret')
      .flatMap(({ data }) => Object.values<string>(data ?? {}))
      .flatMap(encoded => [
        encoded,
        Buffer.from(encoded, 'base64').toString('utf8'),
      ]);
    expect(values.length).toBeGreaterThan(20);
    // The constant that git-credentials contains for Argo CD, readable by
    // everyone in its manifest.
    const constants = ['git'];
    expect(
      values.filter(
        value => !constants.includes(value) && answer.includes(value),
      ),
    ).toEqual([]);
  });

  it('says how well the cluster is known', async () => {
    const { body } = await request(backend.server)
      .get('/api/central-secrets/v1/clusters')
      .set('authorization', mockCredentials.user.header());
    const { clusters } = exactly(clustersResponseSchema).parse(body);
    expect(clusters).toEqual([
      expect.objectContaining({
        name: 'demo',
        reachable: true,
        writable: true,
      }),
    ]);
    expect(clusters[0].kinds.namespaces.count).toBe(
      demo.api.list('Namespace').length,
    );
  });
});

describe('the plugin', () => {
  it('starts where a cluster is away, and says that nothing is known of it', async () => {
    const backend = await startPlugin([
      { name: 'away', url: 'http://127.0.0.1:1', serviceAccountToken: 'none' },
    ]);
    const body = await backend.deliveries();
    expect(body.clusters).toEqual([
      expect.objectContaining({ name: 'away', reachable: false }),
    ]);
    expect(body.bindings).toEqual([
      expect.objectContaining({ cluster: 'away', exists: null }),
    ]);
    const refused = await backend.ask({});
    expect(refused.status).toBe(503);
    expect(refused.body.error.message).toMatch(/try again in a moment/);
  });

  it('does not start on a configuration that it does not understand, and says why', async () => {
    await expect(
      startPlugin([{ name: 'broken', url: 'not a url' }]),
    ).rejects.toThrow(/centralSecrets\.clusters/);
  });
});
