import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  deliveriesAnswer,
  delivery,
  failedDelivery,
  requestAnswer,
} from '../__testUtils__/answers';
import {
  alice,
  FakeBackend,
  refusal,
  run,
} from '../__testUtils__/runLabelNamespace';

const REGISTRY = {
  entityRef: 'component:default/backstage',
  distributions: ['application-docker-registry'],
};

describe('central-secrets:label-namespace', () => {
  it("asks for a distribution with the initiator's rights, and tells what changed", async () => {
    const backend = new FakeBackend();

    const { outputs, lines } = await run(backend, REGISTRY);

    expect(backend.requests).toEqual([
      {
        distribution: 'application-docker-registry',
        action: 'add',
        dryRun: false,
      },
    ]);
    expect([...backend.tokens]).toEqual([
      mockCredentials.service.header({
        onBehalfOf: alice,
        targetPluginId: 'central-secrets',
      }),
    ]);
    expect(lines).toEqual([
      'application-docker-registry: changed the labels of namespace backstage of cluster demo: +secrets/gh-docker-registry=true (request request-1)',
      'Arrives: Secret gh-docker-registry-creds (kubernetes.io/dockerconfigjson) with .dockerconfigjson',
    ]);
    expect(outputs).toEqual({
      requestIds: ['request-1'],
      pullRequestUrls: [],
      labels: { 'secrets/gh-docker-registry': 'true' },
      deliveries: [
        {
          id: 'demo/backstage/application-docker-registry',
          cluster: 'demo',
          namespace: 'backstage',
          distribution: 'application-docker-registry',
          state: 'synced',
          cause: null,
          summary: 'The Secret gh-docker-registry-creds is up to date',
          secret: 'gh-docker-registry-creds',
        },
      ],
    });
  });

  it('passes the reason on, and tells who reviews', async () => {
    const requires = {
      review: true,
      reviewers: ['group:default/security'],
      reason: true,
    };
    const backend = new FakeBackend({
      request: () =>
        Response.json(
          requestAnswer({ plan: { ...requestAnswer().plan, requires } }),
        ),
    });
    const { lines } = await run(backend, { ...REGISTRY, reason: 'To deploy.' });
    expect(backend.requests).toEqual([
      expect.objectContaining({ reason: 'To deploy.' }),
    ]);
    expect(lines).toContain(
      'Changes only by a reviewed pull request, by group:default/security',
    );
  });

  it('tells the pull request that has to be merged first, and does not wait for it', async () => {
    const url = 'https://git.example.com/acme/clusters/pulls/7';
    const backend = new FakeBackend({
      request: () =>
        Response.json(
          requestAnswer({
            applied: false,
            mode: 'gitops',
            pullRequestUrl: url,
          }),
        ),
    });
    const { outputs, lines } = await run(backend, {
      ...REGISTRY,
      waitSeconds: 60,
    });
    expect(outputs.pullRequestUrls).toEqual([url]);
    expect(lines).toEqual([
      'application-docker-registry: proposed to change the labels of namespace backstage of cluster demo: +secrets/gh-docker-registry=true (request request-1)',
      'Arrives: Secret gh-docker-registry-creds (kubernetes.io/dockerconfigjson) with .dockerconfigjson',
      `To be merged first: ${url}`,
      'Does not wait: nothing arrives before the pull request is merged',
    ]);
  });

  it('asks for the distributions that labels mean, once each, in the namespace that is given', async () => {
    const backend = new FakeBackend({
      deliveries: [
        deliveriesAnswer(
          delivery(),
          delivery({
            namespace: 'elsewhere',
            distribution: 'only-elsewhere',
          }),
        ),
      ],
    });

    await run(backend, {
      entityRef: 'Component:backstage',
      distributions: ['application-docker-registry'],
      labels: { 'secrets/gh-docker-registry': 'true' },
      cluster: 'demo',
      namespace: 'backstage',
    });

    expect(backend.requests).toEqual([
      {
        distribution: 'application-docker-registry',
        action: 'add',
        cluster: 'demo',
        namespace: 'backstage',
        dryRun: false,
      },
    ]);
  });

  it('writes one line for whatever the backend says', async () => {
    const forged = 'x\nTask succeeded\r\u001b[2J\u202e';
    const backend = new FakeBackend({
      deliveries: [
        deliveriesAnswer(
          failedDelivery({
            summary: message('source-missing', { source: forged }),
          }),
        ),
      ],
      request: () => {
        const { plan } = requestAnswer();
        return Response.json(
          requestAnswer({
            requestId: forged,
            plan: {
              ...plan,
              arrives: plan.arrives.map(each => ({ ...each, keys: [forged] })),
              warnings: [
                message('dry-run-refused', {
                  because: message('no-answer', { problem: forged }),
                }),
              ],
            },
          }),
        );
      },
    });
    const lines: string[] = [];
    const failure = await run(
      backend,
      { ...REGISTRY, waitSeconds: 60 },
      { onLine: line => lines.push(line) },
    ).catch(error => error);

    expect(lines).toHaveLength(4);
    expect([...lines, failure.message].join('')).not.toMatch(
      /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u,
    );
    expect(failure.message).toContain('x\\nTask succeeded\\r\\u001b[2J');
  });

  it('tells a refusal in one line', async () => {
    const backend = new FakeBackend({
      request: () => refusal(403, 'NotAllowedError', 'no\n\u001b[2Jdone'),
    });
    await expect(run(backend, REGISTRY)).rejects.toThrow(
      /was refused \(403\): no\\n\\u001b\[2Jdone$/,
    );
  });

  it('changes nothing when a label asks for nothing', async () => {
    const backend = new FakeBackend();

    await expect(
      run(backend, {
        ...REGISTRY,
        labels: { 'secrets/gh-dokcer-registry': 'true' },
      }),
    ).rejects.toThrow(
      'labels: no distribution is asked for by secrets/gh-dokcer-registry=true',
    );
    expect(backend.requests).toEqual([]);
  });

  it.each([
    ['neither is given', {}],
    ['both are empty', { distributions: [], labels: {} }],
  ])('wants distributions or labels when %s', async (_, input) => {
    await expect(
      run(new FakeBackend(), {
        entityRef: 'component:default/backstage',
        ...input,
      }),
    ).rejects.toThrow(
      'distributions or labels: name at least one distribution, or give at least one request label',
    );
  });

  it('names an entityRef that is none, and the form it should have', async () => {
    await expect(
      run(new FakeBackend(), {
        entityRef: 'backstage',
        distributions: ['any'],
      }),
    ).rejects.toThrow(
      'entityRef: "backstage" is not an entity reference, write kind:namespace/name, such as component:default/backstage',
    );
  });

  it("fails in the backend's own words when it refuses", async () => {
    const backend = new FakeBackend({
      request: () =>
        refusal(
          403,
          'NotAllowedError',
          'Only owners of component:default/backstage may ask',
        ),
    });

    await expect(
      run(backend, {
        ...REGISTRY,
        waitSeconds: 60,
      }),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      message:
        'The request to add application-docker-registry was refused (403): Only owners of component:default/backstage may ask',
    });
  });

  it.each([
    ['the input says so', { dryRun: true }, {}],
    ['the template runs dry', {}, { isDryRun: true }],
  ])('only checks, and does not wait, when %s', async (_, input, context) => {
    const plan = {
      ...requestAnswer().plan,
      warnings: [
        message('store-awaited', {
          store: 'ClusterSecretStore central-secret-store',
          distribution: 'application-docker-registry',
        }),
      ],
    };
    const backend = new FakeBackend({
      deliveries: [deliveriesAnswer(delivery({ state: 'not-requested' }))],
      request: () =>
        Response.json(requestAnswer({ plan, applied: false, requestId: null })),
    });

    const { outputs, lines } = await run(
      backend,
      {
        ...REGISTRY,
        waitSeconds: 60,
        ...input,
      },
      context,
    );

    expect(backend.requests).toEqual([
      expect.objectContaining({ dryRun: true }),
    ]);
    expect(outputs.requestIds).toEqual([]);
    expect(lines).toEqual([
      'application-docker-registry: would change the labels of namespace backstage of cluster demo: +secrets/gh-docker-registry=true',
      'Arrives: Secret gh-docker-registry-creds (kubernetes.io/dockerconfigjson) with .dockerconfigjson',
      'warning: The ClusterSecretStore central-secret-store is not ready now: application-docker-registry will wait for it',
    ]);
  });

  it('waits until the delivery is synced, and logs the way there', async () => {
    const backend = new FakeBackend({
      deliveries: [
        deliveriesAnswer(
          delivery({
            state: 'not-requested',
            summary: message('not-requested', { namespace: 'backstage' }),
          }),
        ),
        deliveriesAnswer(
          delivery({ state: 'pending', summary: message('attempt-awaited') }),
        ),
        deliveriesAnswer(delivery()),
      ],
    });

    const { outputs, lines } = await run(backend, {
      ...REGISTRY,
      waitSeconds: 60,
    });

    expect(lines.slice(-3)).toEqual([
      'application-docker-registry in demo/backstage is not-requested: Namespace backstage does not request it',
      'application-docker-registry in demo/backstage is pending: The operator has not tried to sync it yet',
      'application-docker-registry in demo/backstage is synced: The Secret gh-docker-registry-creds is up to date',
    ]);
    expect(outputs.deliveries).toEqual([
      expect.objectContaining({ state: 'synced' }),
    ]);
  });

  it('waits for a removed one until it is gone', async () => {
    const backend = new FakeBackend({
      deliveries: [
        deliveriesAnswer(delivery({ state: 'orphaned' })),
        deliveriesAnswer(delivery({ state: 'not-requested' })),
      ],
      request: () =>
        Response.json(
          requestAnswer({
            plan: {
              ...requestAnswer().plan,
              add: {},
              remove: ['secrets/gh-docker-registry'],
              arrives: [],
              leaves: [
                {
                  distribution: 'application-docker-registry',
                  secret: 'gh-docker-registry-creds',
                },
              ],
            },
          }),
        ),
    });

    const { outputs, lines } = await run(backend, {
      ...REGISTRY,
      action: 'remove',
      waitSeconds: 60,
    });

    expect(backend.requests).toEqual([
      expect.objectContaining({ action: 'remove' }),
    ]);
    expect(lines.slice(0, 2)).toEqual([
      'application-docker-registry: changed the labels of namespace backstage of cluster demo: -secrets/gh-docker-registry (request request-1)',
      'Leaves: Secret gh-docker-registry-creds',
    ]);
    expect(outputs.deliveries).toEqual([
      expect.objectContaining({ state: 'not-requested' }),
    ]);
  });

  it('fails with the cause and the remedy of a delivery that cannot arrive', async () => {
    const backend = new FakeBackend({
      deliveries: [deliveriesAnswer(failedDelivery())],
    });

    await expect(
      run(backend, {
        ...REGISTRY,
        waitSeconds: 60,
      }),
    ).rejects.toThrow(
      "failed (source-missing): The source secret does not exist. The platform team's move: Create the source secret where ClusterSecretStore central-secret-store reads, or correct remoteRef.key in ClusterExternalSecret application-docker-registry. The operator retries within 7 minutes",
    );
  });

  it('says that nothing changes when it is as asked for already', async () => {
    const backend = new FakeBackend({
      request: () =>
        Response.json(
          requestAnswer({
            plan: { ...requestAnswer().plan, add: {}, arrives: [] },
          }),
        ),
    });

    const { outputs, lines } = await run(backend, REGISTRY);

    expect(lines[0]).toBe(
      'application-docker-registry: namespace backstage of cluster demo already is as asked for, no label changes (request request-1)',
    );
    expect(outputs.labels).toEqual({ 'secrets/gh-docker-registry': 'true' });
  });

  it('stops when the task is cancelled', async () => {
    const backend = new FakeBackend();

    await expect(
      run(backend, REGISTRY, { signal: AbortSignal.abort() }),
    ).rejects.toThrow('abort');
    expect(backend.requests).toEqual([]);
  });
});
