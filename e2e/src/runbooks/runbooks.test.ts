import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { HUB_NAMESPACE, SOURCE_SECRETS } from '../framework/hub';
import { Page } from '../framework/page';
import { waitFor } from '../framework/waitFor';
import { decoded, readyStatus } from '../properties/observe';
import { distribution, namespace, secret } from '../suite/manifests';
import { OwnCluster } from './ownCluster';

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

  /** A namespace that asks, and gets nothing as long as something has failed. */
  const ask = (name: string) =>
    cluster.controlPlane.kubectl.apply(
      namespace(name, { 'secrets/gh-oauth-credentials': 'true' }),
    );

  beforeAll(async () => {
    cluster = await OwnCluster.start();
    await cluster.shell.write('older.yaml', await olderDefinitions(cluster));
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

  it("upgrade of the operator's definitions: what was stored in an older version stays, and can be forgotten there", async () => {
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
    // As the next version will: without the older one.
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

  it('failure of the store: copies stay, nothing new arrives, and all is repaired', async () => {
    const step = page('store-failure');
    expect(await step('rights')).toBe('yes\nyes\n');
    await shell(
      'kubectl -n external-secrets delete rolebinding central-secrets-operator',
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

  it('failure of the operator: nothing moves until it is started again', async () => {
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
    // The kubelet's part of it.
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

  it('failure of the API server: what is there afterwards is what was there before', async () => {
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
  });

  it('were walked through to the last step', () => {
    expect(pages.flatMap(({ untried }) => untried)).toEqual([]);
  });
});

interface Definition {
  readonly spec: {
    versions: { name: string; served: boolean; storage: boolean }[];
  };
}

/** The operator's definitions as they were when objects were stored as v1beta1. */
async function olderDefinitions({ definitions }: OwnCluster): Promise<string> {
  return edited(await readFile(definitions, 'utf8'), ({ spec }) => {
    if (!spec.versions.some(({ name }) => name === 'v1beta1')) return;
    for (const version of spec.versions) {
      version.served = true;
      version.storage = version.name === 'v1beta1';
    }
  });
}

function withoutOlder(definitions: string): string {
  return edited(definitions, ({ spec }) => {
    spec.versions = spec.versions.filter(({ name }) => name !== 'v1beta1');
  });
}

function edited(
  definitions: string,
  edit: (definition: Definition) => void,
): string {
  return parseAllDocuments(definitions)
    .map(document => {
      const definition = document.toJS();
      edit(definition);
      return stringify(definition, { aliasDuplicateObjects: false });
    })
    .join('---\n');
}
