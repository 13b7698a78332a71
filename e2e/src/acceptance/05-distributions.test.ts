import { DistributionsResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import { CLUSTER } from '../framework/backstage';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import { distribution, namespace, requestLabel } from './manifests';

const API = '/api/central-secrets/v1/distributions';
/**
 * Its template uses a key that is not fetched, and a literal text that readers
 * must not see.
 */
const KEYLESS = 'distributions-keyless';
const LITERAL = 'not-a-real-literal-in-a-template';
/** Its template makes the operator quote the value in its event. */
const QUOTING = 'distributions-quoting';

const template = (data: Readonly<Record<string, string>>) => ({
  target: { template: { data } },
});

describe('the list of distributions, for the platform team', () => {
  const { platform, client, canaries } = theWorld();
  const { kubectl } = platform.controlPlane;
  const detail = (name: string) => client.distribution('petra', CLUSTER, name);

  beforeAll(async () => {
    await kubectl.apply(
      distribution(KEYLESS, template({ text: `${LITERAL} {{ .nokey }}` })),
      distribution(
        QUOTING,
        template({ day: '{{ mustToDate "2006-01-02" .token }}' }),
      ),
      namespace('distributions', {
        ...requestLabel(KEYLESS),
        ...requestLabel(QUOTING),
      }),
    );
  });

  afterAll(async () => {
    await kubectl.run(['delete', 'namespace', 'distributions', '--wait=false']);
    await kubectl.run(['delete', 'clusterexternalsecret', KEYLESS, QUOTING]);
  });

  it('contains every distribution of the cluster, in one answer and page by page', async () => {
    const onCluster = (
      await platform.api.list(
        '/apis/external-secrets.io/v1/clusterexternalsecrets',
      )
    )
      .map(({ metadata }) => metadata.name)
      .sort();
    const found = await waitFor(
      async () => {
        const names = (
          await client.distributions('petra', { limit: 200 })
        ).distributions.map(({ name }) => name);
        return names.length === onCluster.length && names;
      },
      { reason: 'Backstage to know every distribution' },
    );
    expect(found).toEqual(onCluster);

    const piecewise: string[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const piece: DistributionsResponse = await client.distributions('petra', {
        limit: 4,
        cursor,
      });
      expect(piece.distributions.length).toBeLessThanOrEqual(4);
      piecewise.push(...piece.distributions.map(({ name }) => name));
      cursor = piece.nextCursor;
    }
    expect(piecewise).toEqual(onCluster);
  });

  it('contains the findings of the rules, judged on the object in the cluster', async () => {
    const { distribution: seen, findings } = await waitFor(
      async () => {
        const answer = await detail(KEYLESS);
        return answer.distribution.findings.complete && answer;
      },
      { reason: 'the templates to be judged' },
    );
    expect(findings).toContainEqual({
      code: 'template-key-missing',
      severity: 'error',
      field: 'spec.externalSecretSpec.target.template.data.text',
      message: expect.stringContaining('nokey'),
    });
    expect(seen.findings.errors).toBeGreaterThan(0);
    const hubs = await detail('application-docker-registry');
    expect(
      hubs.findings.filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
  });

  it('counts namespaces by state, and says what is wrong in each', async () => {
    const { deliveries } = await waitFor(
      async () => {
        const answer = await detail(QUOTING);
        return answer.distribution.states?.failed === 1 && answer;
      },
      {
        reason: 'the delivery that failed to be counted',
        describe: async () =>
          JSON.stringify((await detail(QUOTING)).distribution.states),
      },
    );
    expect(deliveries).toMatchObject([
      { namespace: 'distributions', state: 'failed' },
    ]);
    expect(JSON.stringify(deliveries[0].evidence)).toContain('parsing time');
  });

  it('is refused to other users', async () => {
    for (const path of [API, `${API}/${CLUSTER}/${KEYLESS}`]) {
      const { status, body } = await client.ask('jane', 'GET', path);
      expect([status, body.distributions]).toEqual([403, undefined]);
      expect((await client.ask(undefined, 'GET', path)).status).toBe(401);
    }
  });

  it.each([
    [
      `${CLUSTER}/no-such`,
      `No distribution no-such is known of cluster ${CLUSTER}`,
    ],
    ['no-such/github-oauth-credentials', 'There is no cluster no-such'],
  ])('answers 404 for what does not exist: %s', async (path, message) => {
    const { status, body } = await client.ask('petra', 'GET', `${API}/${path}`);
    expect(status).toBe(404);
    expect(body.error.message).toContain(message);
  });

  it('contains no secret value and no text of a template', () => {
    const answers = client.answers.filter(text => text.includes(API));
    expect(answers.length).toBeGreaterThan(8);
    const all = answers.join('\n');
    expect(all).toContain('[hidden]');
    expect(canaries.foundIn(Buffer.from(all))).toEqual([]);
    expect(all).not.toContain(LITERAL);
  });
});
