import { join } from 'node:path';
import { OperatorView } from '@central-secrets/backstage-plugin-central-secrets-common';
import { waitFor } from '@central-secrets/dev-tools';
import { Backstage, CLUSTER, clusterOf } from '../framework/backstage';
import { BackstageClient } from '../framework/backstageClient';
import { KubernetesApi } from '../framework/kubernetesApi';
import { REPOSITORY_DIRECTORY } from '../framework/paths';
import { STALENESS } from '../framework/world';
import { theWorld } from '../jest/globals';
import { distribution, requestLabel } from './manifests';

const NAMESPACE = 'external-secrets';
const DEPLOYMENTS = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`;
const CONFIGURED = 'configured';
/** One character more than a finalizer has room for. */
const LONG = 'operator-version-'.padEnd(60, 'x');

/** As the operator's chart has it; no node runs it here. */
const deployment = (version: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'external-secrets', namespace: NAMESPACE },
  spec: {
    selector: { matchLabels: { app: 'external-secrets' } },
    template: {
      metadata: { labels: { app: 'external-secrets' } },
      spec: {
        serviceAccountName: 'external-secrets',
        containers: [
          {
            name: 'external-secrets',
            image: `ghcr.io/external-secrets/external-secrets:v${version}`,
          },
        ],
      },
    },
  },
});

describe('the version of the operator', () => {
  const { platform, client } = theWorld();
  const { kubectl } = platform.controlPlane;
  let backstage: Backstage;
  let own: BackstageClient;

  beforeAll(() => kubectl.apply(distribution(LONG)));

  afterAll(async () => {
    await backstage?.stop();
    await kubectl.run(['delete', 'clusterexternalsecret', LONG]);
    await kubectl.run([
      ...['delete', '-n', NAMESPACE, 'deployment', 'external-secrets'],
    ]);
    await kubectl.run([
      ...['delete', '-n', NAMESPACE, 'role,rolebinding'],
      'central-secrets-operator-version',
    ]);
  });

  async function operatorOf(
    of: BackstageClient,
    name: string,
  ): Promise<OperatorView | null | undefined> {
    const { clusters } = await of.clusters('petra');
    return clusters.find(each => each.name === name)?.operator;
  }

  const idsOf = (operator: OperatorView, severity: string) =>
    operator.faults
      .filter(each => each.severity === severity)
      .map(({ id }) => id);

  it('is at least the one that its API shows, where the reader may not see its Deployment', async () => {
    const operator = (await operatorOf(client, CLUSTER))!;
    expect(operator).toMatchObject({ source: 'api', atLeast: true });
    // The real one has 0.20.4, and the API cannot show a newer one.
    const [major, minor] = operator.version.split('.').map(Number);
    expect(major).toBe(0);
    expect(minor).toBeGreaterThanOrEqual(16);
    expect(minor).toBeLessThanOrEqual(20);
    const fixed = operator.faults.find(({ id }) => id === 'CVE-2026-22822');
    expect(fixed).toMatchObject({ certain: false, severity: 'note' });
  });

  it('may be read with one right in one namespace', async () => {
    const layer = join(REPOSITORY_DIRECTORY, 'deploy/base/operator-version');
    const reader = new KubernetesApi(platform.reader.identity);
    const statusOf = async (path: string) =>
      (await reader.ask('GET', path)).status;
    // Another test may have given it this right everywhere.
    await kubectl.run([
      ...['delete', '--ignore-not-found', 'clusterrolebinding'],
      'central-secrets-used-by',
    ]);
    await waitFor(async () => (await statusOf(DEPLOYMENTS)) === 403, {
      reason: 'the reader to have no right to Deployments',
    });
    await kubectl.run(['apply', '--server-side', '-k', layer]);
    await waitFor(async () => (await statusOf(DEPLOYMENTS)) === 200, {
      reason: 'the right to be known',
    });
    expect(
      await Promise.all(
        [
          '/apis/apps/v1/deployments',
          '/apis/apps/v1/namespaces/backstage/deployments',
          `${DEPLOYMENTS}/external-secrets`,
          `/api/v1/namespaces/${NAMESPACE}/secrets`,
        ].map(statusOf),
      ),
    ).toEqual([403, 403, 403, 403]);
    await reader.close();
  });

  it('is that of its Deployment, with the faults that concern this hub', async () => {
    await kubectl.apply(deployment('0.20.4'));
    const cluster = {
      ...clusterOf(platform),
      serviceAccountTokenFile: platform.reader.tokenFile,
    };
    backstage = await Backstage.start({
      platform,
      staleness: STALENESS,
      name: 'backstage-operator-version',
      clusters: [
        cluster,
        { ...cluster, name: CONFIGURED, operatorVersion: '2.14.0' },
      ],
    });
    own = new BackstageClient(backstage.url);
    const operator = await waitFor(
      async () => {
        const known = await operatorOf(own, CLUSTER);
        return known?.faults.some(({ id }) => id === '7016') && known;
      },
      {
        reason: 'the faults of the operator',
        describe: async () => JSON.stringify(await operatorOf(own, CLUSTER)),
      },
    );
    expect(operator).toMatchObject({
      version: '0.20.4',
      atLeast: false,
      source: 'deployment',
    });
    expect(Date.now() - Date.parse(operator.readAt!)).toBeLessThan(600_000);
    expect(idsOf(operator, 'error')).toEqual(['CVE-2026-22822', '7016']);
    expect(idsOf(operator, 'warning')).toEqual([
      'CVE-2026-34984',
      'CVE-2026-42875',
      '6677',
      '6053',
    ]);
    for (const fault of operator.faults) {
      expect(fault.url).toMatch(/^https:\/\/github\.com\//);
      expect(fault.remedy).not.toBe('');
    }
  });

  it('is the configured one, which decides the findings too', async () => {
    const operator = (await operatorOf(own, CONFIGURED))!;
    expect(operator).toMatchObject({
      version: '2.14.0',
      source: 'configuration',
      readAt: null,
    });
    expect(operator.faults.map(({ id }) => id)).toEqual(['6677', '6053']);

    const codesIn = async (cluster: string) => {
      const { findings } = await waitFor(
        async () => {
          const known = await own.distribution('petra', cluster, LONG);
          return known.distribution.findings.complete && known;
        },
        { reason: `all findings in ${cluster}` },
      );
      return findings
        .filter(({ code }) => code === 'name-too-long')
        .map(({ severity }) => severity);
    };
    expect(await codesIn(CLUSTER)).toEqual(['error']);
    expect(await codesIn(CONFIGURED)).toEqual([]);
  });

  it('is known to be a fault by the real operator: it provisions the long name nowhere', async () => {
    await kubectl.apply({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'operator-version',
        labels: requestLabel(LONG),
      },
    });
    const failed = await waitFor(
      async () => {
        const object = await platform.api.get(
          `/apis/external-secrets.io/v1/clusterexternalsecrets/${LONG}`,
        );
        return object?.status?.failedNamespaces?.length > 0 && object;
      },
      { reason: 'the operator to fail' },
    );
    expect(failed.status.provisionedNamespaces ?? []).toEqual([]);
    await kubectl.run(['delete', 'namespace', 'operator-version']);
  });
});
