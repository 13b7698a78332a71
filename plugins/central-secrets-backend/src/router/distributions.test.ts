import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  Distribution,
  DistributionResponse,
  distributionResponseSchema,
  distributionsResponseSchema,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  childOf,
  distribution,
  namespace,
  RawObject,
  syncedStatus,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { exactly } from '@central-secrets/backstage-plugin-central-secrets-common/testUtils';
import {
  TemplateToJudge,
  TemplateVerdict,
} from '@central-secrets/manifest-rules';
import request from 'supertest';
import {
  FakeClusterInventory,
  FakeInventory,
  startRouter,
} from '../__testUtils__';
import { hub, NOW, registry, shop } from '../__testUtils__/shop';

const PATH = '/api/central-secrets/v1/distributions';

const team = (name: string) =>
  namespace(name, { metadata: { labels: { 'secrets/registry': 'true' } } });

/** A distribution whose one template is this text. */
function templated(text: string): RawObject {
  const base = distribution('templated') as any;
  const spec = base.spec.externalSecretSpec;
  return {
    ...base,
    spec: {
      ...base.spec,
      externalSecretSpec: {
        ...spec,
        target: { ...spec.target, template: { data: { password: text } } },
      },
    },
  };
}

async function setUp(
  objects: readonly RawObject[],
  judge?: (template: TemplateToJudge) => TemplateVerdict,
) {
  const cluster = hub(...objects);
  const started = await startRouter({
    now: NOW,
    entities: [],
    inventory: new FakeInventory([cluster]),
    engine: judge && {
      judge: async templates => templates.map(template => judge(template)),
    },
  });
  const ask = (path: string) =>
    request(started.server)
      .get(`${PATH}${path}`)
      .set('authorization', mockCredentials.user.header());
  const detail = async (path: string): Promise<DistributionResponse> =>
    exactly(distributionResponseSchema).parse((await ask(path)).body);
  return { ...started, cluster, ask, detail };
}

describe('GET /distributions', () => {
  it('tells of each distribution how many namespaces are in which state', async () => {
    const { ask } = await setUp([
      team('a'),
      childOf(registry, 'a', { status: syncedStatus('registry') }),
      team('b'),
      namespace('elsewhere'),
    ]);
    const { body } = await ask('');
    const { distributions, nextCursor } = exactly(
      distributionsResponseSchema,
    ).parse(body);
    expect(
      distributions.map(({ cluster, name, states }) => [cluster, name, states]),
    ).toEqual([
      ['hub', 'oauth', {}],
      ['hub', 'registry', { synced: 1, pending: 1 }],
    ]);
    expect(nextCursor).toBeNull();
  });

  it('states the purpose of each key', async () => {
    const { ask } = await setUp([
      distribution('documented', {
        metadata: {
          annotations: { 'central-secrets/keys-purpose': 'token=for the API' },
        },
      }),
    ]);
    const { body } = await ask('');
    expect(
      body.distributions.map((each: Distribution) => each.secret.keyPurposes),
    ).toContainEqual({ token: 'for the API' });
  });

  it('gives them piece by piece', async () => {
    const { ask } = await setUp([shop()]);
    const first = (await ask('?limit=1')).body;
    expect(first.nextCursor).toBe('hub/oauth');
    const second = (await ask(`?limit=1&cursor=${first.nextCursor}`)).body;
    expect(second.distributions[0].name).toBe('registry');
    expect(second.nextCursor).toBeNull();
  });

  it('finds them by their name, their description and their Secret, in any case', async () => {
    const { ask } = await setUp([
      distribution('mail', {
        metadata: {
          annotations: { 'central-secrets/description': 'Sends to Customers' },
        },
      }),
      distribution('other', {
        spec: { externalSecretSpec: { target: { name: 'smtp-login' } } },
      }),
    ]);
    const found = async (query: string) => {
      const { distributions, total } = (await ask(query)).body;
      return [total, distributions.map(({ name }: { name: string }) => name)];
    };
    expect(await found('?search=REG')).toEqual([1, ['registry']]);
    expect(await found('?search=customers')).toEqual([1, ['mail']]);
    expect(await found('?search=smtp')).toEqual([1, ['other']]);
    expect(await found('?search=nothing')).toEqual([0, []]);
    expect(await found('?limit=1')).toEqual([4, ['mail']]);
  });

  it('gives those first that need attention, where that is asked for', async () => {
    const { ask } = await setUp([team('a')]);
    const first = (await ask('?sort=attention&limit=1')).body;
    expect(first.distributions[0]).toMatchObject({
      name: 'registry',
      states: { pending: 1 },
    });
    const cursor = encodeURIComponent(first.nextCursor);
    const second = (await ask(`?sort=attention&limit=1&cursor=${cursor}`)).body;
    expect(second.distributions[0].name).toBe('oauth');
    expect(second.nextCursor).toBeNull();
  });

  it('adds up all that match, whatever the page holds', async () => {
    const { ask } = await setUp([
      team('a'),
      team('b'),
      childOf(registry, 'b', { status: syncedStatus('registry') }),
    ]);
    const sumOf = async (query: string) => (await ask(query)).body.summary;
    expect(await sumOf('?limit=1')).toEqual({
      attention: 1,
      uncounted: 0,
      states: { pending: 1, synced: 1 },
    });
    expect(await sumOf('?search=oauth')).toEqual({
      attention: 0,
      uncounted: 0,
      states: {},
    });
  });

  it('does not add up what was not counted', async () => {
    const { ask, cluster } = await setUp([team('a')]);
    cluster.observe({ observedAt: undefined });
    expect((await ask('')).body.summary).toEqual({
      attention: 2,
      uncounted: 2,
      states: {},
    });
  });

  it('names the clusters that were not asked for', async () => {
    const started = await startRouter({
      now: NOW,
      entities: [],
      inventory: new FakeInventory([
        hub(shop()),
        new FakeClusterInventory({ name: 'spoke', observedAt: NOW }),
      ]),
    });
    const { body } = await request(started.server)
      .get(`${PATH}?cluster=hub`)
      .set('authorization', mockCredentials.user.header());
    expect(body.clusters.map(({ name }: { name: string }) => name)).toEqual([
      'hub',
    ]);
    expect(body.otherClusters).toEqual([{ name: 'spoke', title: null }]);
  });

  describe('tells of changes from then on', () => {
    const viewers = async (
      authorization: string,
      result: AuthorizeResult = AuthorizeResult.ALLOW,
    ) => {
      const { server, platformViewers } = await startRouter({
        now: NOW,
        entities: [],
        inventory: new FakeInventory([hub(shop())]),
        result,
      });
      for (const path of [PATH, `${PATH}/hub/registry`]) {
        await request(server).get(path).set('authorization', authorization);
      }
      return platformViewers;
    };

    it('a user who reads a list or one of them', async () => {
      expect(await viewers(mockCredentials.user.header())).toEqual([
        'user:default/mock',
        'user:default/mock',
      ]);
    });

    it.each([
      [
        'a user without the permission',
        mockCredentials.user.header(),
        AuthorizeResult.DENY,
      ],
      ['a service', mockCredentials.service.header(), AuthorizeResult.ALLOW],
    ] as const)('but not %s', async (_who, authorization, result) => {
      expect(await viewers(authorization, result)).toEqual([]);
    });
  });

  it('says that nothing was counted where no namespace was ever observed', async () => {
    const { ask, cluster } = await setUp([team('a')]);
    cluster.observe({ observedAt: undefined });
    const { distributions } = (await ask('')).body;
    expect(distributions[0]).toMatchObject({ states: null, countedAt: null });
  });

  it.each([
    ['?limit=0', 'limit: \\"0\\" is not accepted; use a whole number'],
    ['?limit=201', 'limit'],
    ['?limit=1&limit=2', 'limit'],
    ['?cursor=', 'cursor'],
    ['?search=', 'search'],
    ['?sort=worst', 'sort: \\"worst\\" is not accepted; use one of name'],
    ['?state=synced', '\\"state\\": no such parameter'],
    [
      '/hub/registry?state=fine',
      'state: \\"fine\\" is not accepted; use one of',
    ],
  ])('refuses %s', async (query, message) => {
    const { ask } = await setUp([shop()]);
    const { status, text } = await ask(query);
    expect(status).toBe(400);
    expect(text).toContain(message);
  });

  it.each([
    ['?cluster=nowhere', 'There is no cluster nowhere'],
    ['/nowhere/registry', 'There is no cluster nowhere'],
    ['/hub/nothing', 'No distribution nothing is known of cluster hub'],
  ])('does not know %s', async (path, message) => {
    const { ask } = await setUp([shop()]);
    const { status, body } = await ask(path);
    expect(status).toBe(404);
    expect(body.error.message).toContain(message);
  });
});

describe('GET /distributions/:cluster/:name', () => {
  it('gives the deliveries of those who have to do with it, by state and piece by piece', async () => {
    const { detail } = await setUp([
      team('a'),
      childOf(registry, 'a', { status: syncedStatus('registry') }),
      team('b'),
      team('c'),
      namespace('elsewhere'),
    ]);
    const namespacesOf = ({ deliveries }: DistributionResponse) =>
      deliveries.map(delivery => delivery.namespace);
    const all = await detail('/hub/registry');
    expect(namespacesOf(all)).toEqual(['a', 'b', 'c']);
    expect(all.deliveries[0].state).toBe('synced');
    const first = await detail('/hub/registry?state=pending&limit=1');
    expect([namespacesOf(first), first.nextCursor]).toEqual([['b'], 'b']);
    const second = await detail('/hub/registry?state=pending&limit=1&cursor=b');
    expect([namespacesOf(second), second.nextCursor]).toEqual([['c'], null]);
  });

  it('says what its rules find, and follows changes of it and of labels', async () => {
    const { detail, cluster } = await setUp([shop()]);
    const codes = async () =>
      (await detail('/hub/registry')).findings.map(({ code }) => code);
    expect(await codes()).not.toContain('protected-namespace-selected');
    cluster.put(
      namespace('kube-system', {
        metadata: { labels: { 'secrets/registry': 'true' } },
      }),
    );
    expect(await codes()).toContain('protected-namespace-selected');
    cluster.put(
      distribution('registry', { spec: { namespaceSelectors: [{}] } }),
    );
    expect(await codes()).toContain('selector-matches-everything');
  });

  it('says what its rules find in the offer', async () => {
    const { detail, cluster } = await setUp([shop()]);
    const findings = async () =>
      (await detail('/hub/registry')).findings.map(({ code, field }) => [
        code,
        field,
      ]);
    cluster.put(
      distribution('platform-only', {
        spec: {
          namespaceSelectors: [{ matchLabels: { 'secrets/registry': 'true' } }],
        },
      }),
    );
    expect(await findings()).toContainEqual([
      'request-label-shared',
      'spec.namespaceSelectors[0]',
    ]);
    cluster.put(
      distribution('registry', {
        metadata: {
          annotations: {
            'central-secrets/self-service': 'yes',
            'central-secrets/allowed-owner': 'a',
            'central-secrets/allowed-owners': 'a;b',
          },
        },
      }),
    );
    expect(await findings()).toEqual(
      expect.arrayContaining([
        [
          'annotation-unknown',
          'metadata.annotations["central-secrets/allowed-owner"]',
        ],
        [
          'self-service-invalid',
          'metadata.annotations["central-secrets/self-service"]',
        ],
        [
          'allowed-owners-invalid',
          'metadata.annotations["central-secrets/allowed-owners"]',
        ],
      ]),
    );
  });

  it('says that findings are not complete while a template is being judged, and then what came of it', async () => {
    const { detail, judge } = await setUp(
      [shop(), templated('{{ .nokey }}')],
      () => ({
        outcome: 'missing-key',
        key: 'nokey',
        message: 'map has no entry for key "nokey"',
        accepted: false,
        constant: false,
      }),
    );
    const early = await detail('/hub/templated');
    expect(early.distribution.findings.complete).toBe(false);
    await judge.settled();
    const { distribution: found, findings } = await detail('/hub/templated');
    expect(found.findings.complete).toBe(true);
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'template-key-missing',
        severity: 'error',
        field: 'spec.externalSecretSpec.target.template.data.password',
      }),
    );
  });

  it('never repeats what a template holds', async () => {
    const canary = 'canary-in-a-template';
    const quoted = 'canary in quotes';
    const text = `${canary} {{ "${quoted}" | b64dec }}`;
    const { ask, judge } = await setUp([shop(), templated(text)], () => ({
      outcome: 'failed',
      message: `executing "password" at <"${quoted}">: illegal data after ${canary}`,
      accepted: false,
      constant: true,
    }));
    await ask('/hub/templated');
    await judge.settled();
    const { text: answer } = await ask('/hub/templated');
    expect(answer).toContain('template-fails');
    expect(answer).toContain('[hidden]');
    expect(answer).not.toContain(canary);
    expect(answer).not.toContain(quoted);
    expect((await ask('')).text).not.toContain(canary);
  });
});
