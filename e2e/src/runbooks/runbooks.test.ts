import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HUB_NAMESPACE, SOURCE_SECRETS } from '../framework/hub';
import { Page } from '../framework/page';
import { waitFor } from '@central-secrets/dev-tools';
import { decoded, readyStatus } from '../properties/observe';
import { distribution, namespace, secret } from '../acceptance/manifests';
import { OwnCluster } from './ownCluster';
import { storedInOlder, withoutOlder } from './versions';

const ESO = '/apis/external-secrets.io/v1';
const STORE = `${ESO}/clustersecretstores/central-secret-store`;
const ASKED = {
  'secrets/gh-oauth-credentials': 'true',
  'secrets/my-new-secret': 'true',
};

describe('the runbooks', () => {
  const pages: Page[] = [];
  let cluster: OwnCluster;

  const page = (name: string) => {
    const opened = new Page(`docs/runbooks/${name}.md`);
    pages.push(opened);
    return (step: string) => cluster.shell.run(opened.step(step));
  };
  const api = () => cluster.controlPlane.api;
  const shell = (command: string) => cluster.shell.run(command);

  const valueOf = async (name: string, key: string) =>
    decoded(await api().get(`/api/v1/namespaces/${name}`))[key];
  const copiedToken = () => valueOf('my-app/secrets/gh-oauth', 'GITHUB_TOKEN');

  const until = (holds: () => Promise<unknown>, reason: string) =>
    waitFor(async () => Boolean(await holds()), { reason, limitMs: 90_000 });
  const exists = (path: string) => api().get(`/api/v1/namespaces/${path}`);

  /**
   * A namespace that requests distributions, and gets nothing while something
   * is broken.
   */
  const ask = (name: string) =>
    cluster.controlPlane.kubectl.apply(
      namespace(name, { 'secrets/gh-oauth-credentials': 'true' }),
    );

  /**
   * Waits until the operator has recorded the namespaces of its copies in my-app.
   * It removes no others, and after an outage it forgets a namespace for as long
   * as its knowledge of the ExternalSecrets is old.
   */
  async function untilRecorded() {
    await until(async () => {
      const copies = await api().list(
        `${ESO}/namespaces/my-app/externalsecrets`,
      );
      const distributions = await Promise.all(
        copies.map(({ metadata }) =>
          api().get(
            `${ESO}/clusterexternalsecrets/${metadata.ownerReferences?.[0].name}`,
          ),
        ),
      );
      return distributions.every(each =>
        each?.status?.provisionedNamespaces?.includes('my-app'),
      );
    }, 'the operator to record its copies in my-app');
  }

  /** Creates my-app, which requests two distributions, and waits for both. */
  async function prepareRequests() {
    await cluster.controlPlane.kubectl.apply(namespace('my-app', ASKED));
    await until(copiedToken, 'the copy of gh-oauth in my-app');
    await until(
      () => exists('my-app/secrets/my-new-secret'),
      'the copy of my-new-secret in my-app',
    );
  }

  /**
   * Creates my-app, and deletes it after a distribution was requested and
   * removed.
   */
  async function prepareHangingNamespace() {
    const { kubectl } = cluster.controlPlane;
    const label = { 'secrets/my-new-secret': 'true' };
    await untilRecorded();
    await kubectl.apply(namespace('my-app', label));
    await until(
      () => exists('my-app/secrets/my-new-secret'),
      'the copy of my-new-secret in my-app',
    );
    await untilRecorded();
    await kubectl.apply(namespace('my-app'));
    await until(
      async () =>
        (
          await api().list(`${ESO}/namespaces/my-app/externalsecrets`)
        ).length === 0,
      'the operator to remove its copies',
    );
    await shell('kubectl delete namespace my-app --wait=false');
  }

  beforeAll(async () => {
    cluster = await OwnCluster.start();
    const definitions = await readFile(cluster.definitions, 'utf8');
    await cluster.shell.write('older.yaml', storedInOlder(definitions));
    await cluster.installOperator(join(cluster.shell.directory, 'older.yaml'));
    await shell('kubectl apply --server-side -k deploy/overlays/platform');
    await cluster.controlPlane.kubectl.apply(
      ...Object.entries(SOURCE_SECRETS).map(([name, keys]) =>
        secret(
          HUB_NAMESPACE,
          name,
          Object.fromEntries(keys.map(key => [key, `not-a-real-${key}`])),
        ),
      ),
      distribution('my-new-secret'),
      namespace('my-app', ASKED),
    );
    await until(copiedToken, 'the first copy');
  });

  afterAll(() => cluster?.stop());

  it("upgrade of the operator's definitions: objects stored in an older version stay, and the older version can be dropped there", async () => {
    const step = page('upgrade-operator-definitions');
    const definition = 'clusterexternalsecrets.external-secrets.io';
    const storedIn = async () =>
      (
        await api().get(
          `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${definition}`,
        )
      )?.status.storedVersions;
    const uid = async () =>
      (await api().get(`${ESO}/clusterexternalsecrets/my-new-secret`))?.metadata
        .uid;
    const [secretBefore, uidBefore] = [
      await exists('my-app/secrets/gh-oauth'),
      await uid(),
    ];
    expect(await step('before')).toMatch(
      /clusterexternalsecrets\S* +\[v1beta1\]/,
    );
    expect(
      await readFile(
        join(cluster.shell.directory, 'before-upgrade.yaml'),
        'utf8',
      ),
    ).not.toContain('not-a-real');

    const definitions = await readFile(cluster.definitions, 'utf8');
    await cluster.shell.write('external-secrets-crds.yaml', definitions);
    await step('apply');
    expect(await storedIn()).toEqual(['v1beta1', 'v1']);
    // As the next version will be: without the older one.
    await cluster.shell.write('next.yaml', withoutOlder(definitions));
    const next = 'kubectl apply --server-side --dry-run=server -f next.yaml';
    await expect(shell(next)).rejects.toThrow(
      /storedVersions.*v1beta1.*must remain/s,
    );
    await step('rewrite');
    await step('forget');
    expect(await storedIn()).toEqual(['v1']);
    await shell(next);

    expect(await uid()).toBe(uidBefore);
    const secretNow = await exists('my-app/secrets/gh-oauth');
    expect(secretNow?.metadata.uid).toBe(secretBefore?.metadata.uid);
  });

  it('failure of the store: copies stay, nothing new arrives, and the repair restores everything', async () => {
    const step = page('store-failure');
    expect(await step('rights')).toBe('yes\nyes\n');
    await shell(
      'kubectl -n central-secret-store delete rolebinding central-secret-store-token',
    );
    await shell('kubectl annotate clustersecretstores --all broken=now');
    await until(
      async () => readyStatus(await api().get(STORE)) === 'False',
      'the store to be found not ready',
    );
    await until(
      async () => /forbidden/.test(await step('look')),
      'the event that says why',
    );
    await expect(step('rights')).rejects.toThrow(/^yes\nno/m);
    await ask('asks-without-store');
    await until(
      async () =>
        readyStatus(
          await api().get(
            `${ESO}/namespaces/asks-without-store/externalsecrets/gh-oauth`,
          ),
        ) === 'False',
      'the new copy to fail',
    );
    expect(await copiedToken()).toBe('not-a-real-token');

    await step('repair');
    await step('verify');
    expect(await exists('asks-without-store/secrets/gh-oauth')).toBeDefined();
    expect(await step('rights')).toBe('yes\nyes\n');
  });

  it('failure of the operator: nothing changes until it is started again', async () => {
    const step = page('operator-failure');
    cluster.operator.pause();
    await ask('asks-without-operator');
    await shell(
      `kubectl -n ${HUB_NAMESPACE} patch secret github-oauth -p '{"stringData":{"token":"not-a-real-newer-token"}}'`,
    );
    expect(await step('look')).toMatch(/^my-app +gh-oauth +\d{4}-/m);
    await step('restart');
    const deployment = await api().get(
      '/apis/apps/v1/namespaces/external-secrets/deployments/external-secrets',
    );
    expect(deployment?.spec.template.metadata.annotations).toHaveProperty([
      'kubectl.kubernetes.io/restartedAt',
    ]);
    expect(
      await exists('asks-without-operator/secrets/gh-oauth'),
    ).toBeUndefined();
    // Does the kubelet's part.
    cluster.operator.resume();
    await cluster.operator.stop();
    await cluster.startOperator();
    await until(
      () => exists('asks-without-operator/secrets/gh-oauth'),
      'the Secret that was asked for',
    );
    await step('verify');
    await until(
      async () => (await copiedToken()) === 'not-a-real-newer-token',
      'the new value',
    );
  });

  it('failure of the API server: the objects afterwards are the objects from before', async () => {
    const step = page('api-server-failure');
    expect(await step('look')).toMatch(/^readyz check passed$/m);
    const before = await exists('my-app/secrets/gh-oauth');
    await cluster.controlPlane.stopApiServer();
    await expect(step('look')).rejects.toThrow(/refused/);
    await cluster.controlPlane.startApiServer();
    await step('verify');
    const after = await exists('my-app/secrets/gh-oauth');
    expect(after?.metadata.uid).toBe(before?.metadata.uid);
    expect(decoded(after)).toEqual(decoded(before));
    // The operator watches again once it makes a new copy.
    await ask('asks-after-the-outage');
    await until(
      () => exists('asks-after-the-outage/secrets/gh-oauth'),
      'the copy of gh-oauth in asks-after-the-outage',
    );
  });

  it('a namespace whose deletion hangs: the leftover finalizer is found and removed', async () => {
    const step = page('namespace-finalizer');

    await prepareHangingNamespace();
    await until(
      async () =>
        /namespace-finalizer-left\n +Namespace my-app: .* and hangs/.test(
          await step('look').catch(String),
        ),
      'the doctor to name the namespace',
    );
    await expect(step('show')).rejects.toThrow(/Nothing was changed/);
    expect(await exists('my-app')).toBeDefined();
    expect(await step('repair')).toMatch(
      /\n0 problems, \d fixed, \d notices\n$/,
    );
    await until(
      async () => !(await exists('my-app')),
      'the namespace to be gone',
    );

    await prepareHangingNamespace();
    expect(await step('look-by-hand')).toMatch(
      /^my-app externalsecrets.external-secrets.io\/ces-my-new-secret $/m,
    );
    expect(await step('inside')).toBe('');
    await step('repair-by-hand');
    expect(await exists('my-app')).toBeUndefined();
  });

  it('backup and restore: the whole hub is deleted, and comes back with the requests', async () => {
    const step = page('backup-and-restore');
    const sources = async () =>
      Object.fromEntries(
        (await api().list(`/api/v1/namespaces/${HUB_NAMESPACE}/secrets`)).map(
          found => [found.metadata.name, [found.type, decoded(found)]],
        ),
      );
    await prepareRequests();
    const token = await copiedToken();
    const before = await sources();
    expect(Object.keys(before)).toHaveLength(
      Object.keys(SOURCE_SECRETS).length,
    );
    await step('keys');
    await step('backup');
    expect(await step('check')).toMatch(/^secret\/github-oauth$/m);
    const { directory } = cluster.shell;
    const backup = await readFile(join(directory, 'hub-secrets.cms'));
    expect(backup.includes('not-a-real')).toBe(false);
    expect(backup.includes(btoa('not-a-real').slice(0, -3))).toBe(false);
    const labels = await readFile(join(directory, 'request-labels.sh'), 'utf8');
    expect(labels).toContain(
      'kubectl label --overwrite namespace my-app secrets/my-new-secret=true\n',
    );

    await shell(
      'kubectl label namespace my-app secrets/gh-oauth-credentials- secrets/my-new-secret-',
    );
    await until(
      async () => !(await exists('my-app/secrets/gh-oauth')),
      'the copies of my-app to be gone',
    );
    await shell(`kubectl delete namespace ${HUB_NAMESPACE} --wait=false`);
    await until(
      async () =>
        !(await exists(`${HUB_NAMESPACE}/configmaps/central-secrets-access`)),
      'the content of the hub to be gone',
    );
    await expect(shell('kubectl create namespace blocked')).rejects.toThrow(
      /ValidatingAdmissionPolicy 'central-secrets-.*no params found/,
    );
    expect(await exists('market-making/secrets/gh-oauth')).toBeDefined();

    for (const name of ['unlock', 'apply', 'restore', 'verify']) {
      await step(name);
    }
    expect(await sources()).toEqual(before);
    await until(
      async () => (await copiedToken()) === token,
      'the copies of my-app',
    );
  });

  it('were run to the last step', () => {
    expect(pages.flatMap(({ untried }) => untried)).toEqual([]);
  });
});
