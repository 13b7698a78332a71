import { patchObject } from '../framework/objects';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import { NO_LOGGER, readCluster } from '../scenarios/readCluster';
import { externalSecret, namespace } from './manifests';
import { NamespacedReader } from './namespacedReader';
import { createInventory, Inventory } from '../scenarios/backend';

const READER = new NamespacedReader('reader-of-some');
/** All that is configured; the last one is without its Role at first. */
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
    await until('the first two to be known', () =>
      NAMESPACES.slice(0, 2).every(isKnown),
    );
  });

  afterAll(() => inventory.stop());

  it('knows what is in those, and follows it', async () => {
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
    await until('a new ExternalSecret and a new label to be known', () => {
      const labels = hub().namespace('roles-two')?.labels;
      return (
        hub().externalSecret('roles-one', 'later') &&
        labels?.['secrets/late'] === 'true'
      );
    });
  });

  it('says of every other namespace, and of what has none, that it may not be known', async () => {
    const elsewhere = hub().observations('roles-elsewhere');
    expect(elsewhere.externalsecrets).toEqual({
      error: {
        code: 'forbidden',
        message: expect.stringContaining('not one of those that are observed'),
      },
    });
    expect(hub().externalSecretsIn('roles-elsewhere')).toEqual([]);
    // Refused is said at once, and believed of a kind that was never there.
    await until(
      'the kinds without namespaces to be refused',
      () =>
        hub().observations().clusterexternalsecrets.error?.code === 'forbidden',
    );
    expect(hub().count('externalsecrets')).toBeUndefined();
  });

  it('says of one whose Role is missing that it is forbidden, and knows it once it is there', async () => {
    await until(
      'the third to be forbidden',
      () =>
        hub().observations('roles-late').externalsecrets.error?.code ===
        'forbidden',
    );
    await kubectl.apply(...READER.roleIn('roles-late'));
    await until('it to be known', () => isKnown('roles-late'));
    expect(hub().externalSecret('roles-late', 'mine')?.name).toBe('mine');
  });
});
