import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { patchObject } from '../framework/objects';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import { NO_LOGGER, readCluster } from '../scenarios/readCluster';
import { externalSecret, namespace } from './manifests';
import { NamespacedReader } from './namespacedReader';
import { createInventory, Inventory } from '../scenarios/backend';

const READER = new NamespacedReader('reader-of-some');
/** The configured namespaces. The last one has no Role at first. */
const NAMESPACES = ['roles-one', 'roles-two', 'roles-late'];

describe('a reader with Roles in some namespaces, and no ClusterRole', () => {
  const { platform } = theWorld();
  const { api, controlPlane } = platform;
  const { kubectl } = controlPlane;
  let inventory: Inventory;

  const hub = () => inventory.cluster('hub')!;
  const isKnown = (name: string) => {
    const { namespaces, externalsecrets, secretstores, events } =
      hub().observations(name);
    return [namespaces, externalsecrets, secretstores, events].every(
      ({ observedAt, error }) => observedAt !== undefined && !error,
    );
  };
  const until = (reason: string, look: () => unknown) =>
    waitFor(() => Boolean(look()), {
      reason,
      describe: () => JSON.stringify(hub().observations()),
    });

  beforeAll(async () => {
    await kubectl.apply(
      READER.account,
      ...[...NAMESPACES, 'roles-elsewhere'].map(name => namespace(name)),
    );
    await kubectl.apply(
      ...[...NAMESPACES, 'roles-elsewhere'].map(name =>
        externalSecret(name, 'mine'),
      ),
      ...NAMESPACES.slice(0, 2).flatMap(name => READER.roleIn(name)),
    );
    inventory = createInventory({
      clusters: await readCluster({
        url: controlPlane.url,
        caFile: controlPlane.certificateAuthorityFile,
        serviceAccountToken: await READER.token(controlPlane),
        namespaces: NAMESPACES,
      }),
      logger: NO_LOGGER,
      timing: { slowRetryMs: 1_000 },
    });
    inventory.start();
    await until('the first two namespaces to be observed', () =>
      NAMESPACES.slice(0, 2).every(isKnown),
    );
  });

  afterAll(() => inventory.stop());

  it('observes these namespaces and follows their changes', async () => {
    for (const name of NAMESPACES.slice(0, 2)) {
      expect(hub().externalSecret(name, 'mine')?.name).toBe('mine');
      expect(hub().namespace(name)?.name).toBe(name);
    }
    await kubectl.apply(externalSecret('roles-one', 'later'));
    await patchObject(
      api,
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'roles-two' } },
      { metadata: { labels: { 'secrets/late': 'true' } } },
    );
    await until('a new ExternalSecret and a new label to be observed', () => {
      const labels = hub().namespace('roles-two')?.labels;
      return (
        hub().externalSecret('roles-one', 'later') &&
        labels?.['secrets/late'] === 'true'
      );
    });
  });

  it('reports other namespaces as not observed, and cluster-scoped kinds as forbidden', async () => {
    const elsewhere = hub().observations('roles-elsewhere');
    expect(elsewhere.externalsecrets).toEqual({
      error: {
        code: 'forbidden',
        message: message('namespace-not-observed', {
          namespace: 'roles-elsewhere',
        }),
      },
    });
    expect(hub().externalSecretsIn('roles-elsewhere')).toEqual([]);
    // The backend reports a refusal at once for a kind that it has never read.
    await until(
      'the cluster-scoped kinds to be refused',
      () =>
        hub().observations().clusterexternalsecrets.error?.code === 'forbidden',
    );
    expect(hub().count('externalsecrets')).toBeUndefined();
  });

  it('reports a namespace without its Role as forbidden, and observes it once the Role exists', async () => {
    await until(
      'the third namespace to be forbidden',
      () =>
        hub().observations('roles-late').externalsecrets.error?.code ===
        'forbidden',
    );
    await kubectl.apply(...READER.roleIn('roles-late'));
    await until('the third namespace to be observed', () =>
      isKnown('roles-late'),
    );
    expect(hub().externalSecret('roles-late', 'mine')?.name).toBe('mine');
  });
});
