import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { clustersResponseSchema } from '@central-secrets/backstage-plugin-central-secrets-common';
import { exactly } from '@central-secrets/backstage-plugin-central-secrets-common/testUtils';
import { distribution } from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import request from 'supertest';
import { FakeInventory, startRouter } from '../__testUtils__';
import { hub, NOW } from '../__testUtils__/shop';
import { KnownOperator } from '../inventory';

const LONG = 'a'.repeat(60);

async function ask(
  operator: KnownOperator | undefined,
  allowed: readonly string[] = ['platform', 'cluster'],
) {
  const cluster = hub(distribution(LONG));
  cluster.knownOperator = operator;
  const { server } = await startRouter({
    now: NOW,
    entities: [],
    inventory: new FakeInventory([cluster]),
    result: permission =>
      allowed.some(each => permission === `central-secrets.${each}.read`)
        ? AuthorizeResult.ALLOW
        : AuthorizeResult.DENY,
  });
  return request(server)
    .get('/api/central-secrets/v1/clusters')
    .set('authorization', mockCredentials.user.header());
}

const operatorIn = async (...asked: Parameters<typeof ask>) => {
  const { status, body } = await ask(...asked);
  expect(status).toBe(200);
  return exactly(clustersResponseSchema).parse(body).clusters[0].operator;
};

const OLD: KnownOperator = {
  release: { version: '0.20.4' },
  source: 'deployment',
  readAt: NOW,
  handlesPushes: true,
};

describe('GET /clusters', () => {
  it('tells the operator and the faults that concern this cluster', async () => {
    const operator = (await operatorIn(OLD))!;
    expect(operator).toMatchObject({
      version: '0.20.4',
      atLeast: false,
      source: 'deployment',
      readAt: new Date(NOW).toISOString(),
    });
    expect(
      operator.faults.map(({ id, severity, certain, policy }) => [
        id,
        severity,
        certain,
        policy,
      ]),
    ).toEqual([
      ['CVE-2026-22822', 'error', true, 'central-secrets-team-templates'],
      ['CVE-2026-34984', 'warning', true, 'central-secrets-team-templates'],
      ['CVE-2026-42875', 'warning', true, 'central-secrets-team-stores'],
      ['6677', 'warning', true, null],
      ['6053', 'warning', true, null],
      ['7016', 'error', true, null],
    ]);
    expect(operator.faults.at(-1)).toMatchObject({
      kind: 'bug',
      condition: 'its name has more than 59 characters',
      remedy: expect.stringMatching(/^rename the ClusterExternalSecret/),
      url: expect.stringMatching(/^https:/),
    });
  });

  it('calls faults uncertain that a newer operator has not', async () => {
    const operator = (await operatorIn({
      release: { version: '2.7', atLeast: true },
      source: 'api',
      readAt: NOW,
    }))!;
    expect(operator).toMatchObject({ version: '2.7', atLeast: true });
    expect(
      operator.faults.map(({ id, severity, certain }) => [
        id,
        severity,
        certain,
      ]),
    ).toEqual([
      ['6677', 'warning', true],
      ['6053', 'warning', true],
      ['7016', 'note', false],
    ]);
  });

  it('has no time where the configuration names the release', async () => {
    expect(
      await operatorIn({
        release: { version: '2.14.0' },
        source: 'configuration',
      }),
    ).toMatchObject({ source: 'configuration', readAt: null });
  });

  it('says that the release is not known', async () => {
    expect(await operatorIn(undefined)).toBeNull();
  });

  it('tells the operator to those who may see the platform, with no other permission', async () => {
    expect(await operatorIn(OLD, ['platform'])).toMatchObject({
      version: '0.20.4',
    });
  });

  it('does not tell the operator to those who may see clusters alone', async () => {
    expect(await operatorIn(OLD, ['cluster'])).toBeUndefined();
  });

  it('refuses those who may see neither', async () => {
    const { status, body } = await ask(OLD, ['delivery']);
    expect(status).toBe(403);
    expect(JSON.stringify(body)).not.toContain('0.20.4');
  });
});
