import { HUB_NAMESPACE, SOURCE_SECRETS, waitForStore } from '../framework/hub';
import { KubernetesObject } from '../framework/kubernetesApi';
import { Page } from '../framework/page';
import { waitFor } from '@central-secrets/dev-tools';
import { CATALOG, findCatalogProblems } from '../properties/catalog';
import { decoded } from '../properties/observe';
import { secret } from '../acceptance/manifests';
import { OwnCluster } from './ownCluster';

/** The namespaces that each distribution reaches on this platform. */
const DISTRIBUTED_TO: Readonly<Record<string, readonly string[]>> = {
  'gh-docker-registry-creds': [
    'ai-dev',
    'backstage',
    'backstage-catalog-api',
    'code-server',
    'image-factory-kargo',
    'n8n',
    'n8n-operator-system',
  ],
  'gh-oauth': ['backstage', 'market-making'],
  'git-credentials': ['argocd', 'backstage-kargo', 'image-factory-kargo'],
  'kargo-admin-credentials': ['kargo', 'kargo-cluster-secrets'],
  'cloudflare-api-token': ['cert-manager'],
  'code-server-ssh-key': ['code-server'],
  'metrics-service-credentials': ['market-making'],
};

const ESO = '/apis/external-secrets.io/v1';

describe('an empty cluster with an operator', () => {
  const hub = new Page('deploy/README.md');
  const adding = new Page('docs/adding-a-central-secret.md');
  let cluster: OwnCluster;

  beforeAll(async () => {
    cluster = await OwnCluster.start();
    await cluster.installOperator();
    const { shell } = cluster;
    await shell.write('username', 'not-a-real-user');
    // Contains the characters that JSON has to escape.
    await shell.write('token', 'not-a-real-"token"\\ <ö>');
    await shell.run(
      'openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -subj /CN=example.com -days 1 -keyout key.pem -out chain.pem',
    );
  });

  afterAll(() => cluster?.stop());

  const run = (page: Page, step: string) => cluster.shell.run(page.step(step));
  const api = () => cluster.controlPlane.api;
  const list = (path: string) => api().list(path);

  /** Everything that the operator has written, in all namespaces. */
  const copies = () =>
    list('/api/v1/secrets?labelSelector=managed-by%3Dexternal-secrets');

  const whereCopiesAre = (found: readonly KubernetesObject[]) => {
    const places: Record<string, string[]> = {};
    for (const { metadata } of found) {
      (places[metadata.name] ??= []).push(metadata.namespace!);
    }
    Object.values(places).forEach(namespaces => namespaces.sort());
    return places;
  };

  it('becomes a hub with one command, and the source secrets of its page', async () => {
    await run(hub, 'apply-hub');
    await run(hub, 'fill');
    const given = ['github-pat', 'wildcard-tls'];
    const others = Object.entries(SOURCE_SECRETS).filter(
      ([name]) => !given.includes(name),
    );
    await cluster.controlPlane.kubectl.apply(
      ...others.map(([name, keys]) =>
        secret(
          HUB_NAMESPACE,
          name,
          Object.fromEntries(keys.map(key => [key, `not-a-real-${key}`])),
        ),
      ),
    );
    await waitForStore(cluster.controlPlane);
    expect(await cluster.shell.run('kubectl get clustersecretstores')).toMatch(
      /central-secret-store .* Valid +\w+ +True/,
    );
  });

  it('refreshes every copy once an hour', async () => {
    const distributions = await list(`${ESO}/clusterexternalsecrets`);
    expect(distributions).toHaveLength(CATALOG.length);
    for (const { spec } of distributions) {
      expect(spec.refreshTime).toBe('1h0m0s');
      expect(spec.externalSecretSpec.refreshInterval).toBe('1h0m0s');
      expect(spec.externalSecretSpec.secretStoreRef).toEqual({
        kind: 'ClusterSecretStore',
        name: 'central-secret-store',
      });
    }
  });

  it('delivers everything with one command to the namespaces that the platform wants, right in every byte, and nothing more', async () => {
    await run(hub, 'apply-platform');
    const sources = new Map(
      (await list(`/api/v1/namespaces/${HUB_NAMESPACE}/secrets`)).map(
        source => [source.metadata.name, decoded(source)] as const,
      ),
    );
    let problems: string[] = [];
    await waitFor(
      async () => {
        const found = await copies();
        problems = (await list('/api/v1/namespaces')).flatMap(
          ({ metadata: { name, labels = {} } }) =>
            findCatalogProblems(
              labels,
              found.filter(({ metadata }) => metadata.namespace === name),
              sources,
            ).map(problem => `${name}: ${problem}`),
        );
        return problems.length === 0 && found.length > 0;
      },
      {
        reason: 'exactly the copies that namespaces ask for',
        describe: () => problems.join('; '),
      },
    );
    expect(whereCopiesAre(await copies())).toEqual(DISTRIBUTED_TO);
    await cluster.shell.run(
      'kubectl wait --for=condition=Ready --timeout=60s externalsecrets --all --all-namespaces',
    );
  });

  it('accepts a new central secret as its page says, and no manifest from before v1', async () => {
    const { shell } = cluster;
    await shell.write('key1', 'not-a-real-account');
    await shell.write('key2', 'not-a-real-key');
    const manifest = adding.file('my-new-secret.yaml');
    await shell.write('my-new-secret.yaml', manifest);
    await shell.write('deploy/base/distributions/my-new-secret.yaml', manifest);
    await run(adding, 'source');
    expect(await run(adding, 'lint')).toMatch(/^0 errors, 0 warnings/m);
    await run(adding, 'distribute');
    await shell.run('kubectl create namespace my-app');
    await run(adding, 'request');
    // kubectl does not wait for several missing objects, so each one gets a
    // call.
    for (const object of ['externalsecret', 'secret']) {
      await shell.run(
        `kubectl -n my-app wait --for=create --timeout=60s ${object}/my-new-secret`,
      );
    }
    expect(await run(adding, 'look')).toMatch(/my-new-secret +Opaque +2/);

    const old = manifest
      .replace('external-secrets.io/v1', 'external-secrets.io/v1beta1')
      .replace('name: my-new-secret', 'name: my-older-secret');
    await shell.write('my-older-secret.yaml', old);
    await expect(
      shell.run('kubectl apply -f my-older-secret.yaml'),
    ).rejects.toThrow(/no matches for kind "ClusterExternalSecret" in version/);
  });

  it('replaces a source, and every copy follows when a refresh is requested', async () => {
    const { shell } = cluster;
    for (const key of ['client-id', 'client-secret', 'token']) {
      await shell.write(key, `not-a-real-new-${key}`);
    }
    await run(hub, 'exchange');
    await shell.run(
      'kubectl annotate clusterexternalsecret github-oauth-credentials external-secrets.io/force-sync=now',
    );
    const tokens = async () =>
      (await copies())
        .filter(({ metadata }) => metadata.name === 'gh-oauth')
        .map(copy => decoded(copy).GITHUB_TOKEN);
    await waitFor(
      async () =>
        (await tokens()).every(token => token === 'not-a-real-new-token'),
      { reason: 'the copies of gh-oauth to have the new value' },
    );
    expect(await tokens()).toEqual(Array(2).fill('not-a-real-new-token'));
  });

  it('removes a Secret with its label', async () => {
    const path = '/api/v1/namespaces/my-app/secrets/my-new-secret';
    expect(await api().get(path)).toBeDefined();
    await cluster.shell.run(
      'kubectl label namespace my-app secrets/my-new-secret-',
    );
    await waitFor(async () => !(await api().get(path)), {
      reason: 'the Secret to be gone',
    });
  });

  it('gives Backstage its tokens, with which it sees the distributions and no Secret', async () => {
    await run(hub, 'tokens');
    const asReader = (what: string) =>
      cluster.shell.run(
        `kubectl --kubeconfig=/dev/null --server=${cluster.controlPlane.url} --certificate-authority=${cluster.controlPlane.certificateAuthorityFile} --token="$(cat reader.token)" get ${what}`,
      );
    expect(await asReader('clusterexternalsecrets')).toContain(
      'github-oauth-credentials',
    );
    await expect(asReader('secrets')).rejects.toThrow(/forbidden/i);
  });

  it('lets Backstage see the consumers, where the platform wants it', async () => {
    await expect(run(hub, 'used-by')).resolves.toContain(
      'central-secrets-used-by',
    );
  });

  it('lets Backstage ask why something is refused, where the platform wants it', async () => {
    await expect(run(hub, 'refusals')).resolves.toContain(
      'central-secrets-refusals',
    );
  });

  it('lets Backstage see the version of the operator, where the platform wants it', async () => {
    await expect(run(hub, 'operator-version')).resolves.toContain(
      'central-secrets-operator-version',
    );
  });

  it('publishes the names of the sources, where the platform wants it', async () => {
    await expect(run(hub, 'hub-index')).resolves.toContain(
      'deployment.apps/central-secrets-hub-index',
    );
  });

  it('has run every step of both pages', () => {
    expect([...hub.untried, ...adding.untried]).toEqual([]);
  });
});
