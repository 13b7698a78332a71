import {
  message,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  AccessRule,
  DemoCluster,
  startDemoCluster,
} from '@central-secrets/demo-cluster';
import { failOnLeaks, eventually } from '@central-secrets/dev-tools';
import { readClusters } from '../clusters';
import { createInventory } from './createInventory';
import { ClusterInventory, Inventory } from './types';

failOnLeaks();

// Real sockets, on a machine that may be busy.
jest.setTimeout(60_000);

/** The Role that a reader has in each namespace it may read. */
const role = (namespaces: string[]): AccessRule[] => [
  { groups: [''], resources: ['namespaces'], verbs: ['get'], namespaces },
  { groups: [''], resources: ['events'], verbs: ['list', 'watch'], namespaces },
  {
    groups: ['external-secrets.io'],
    resources: ['externalsecrets', 'secretstores'],
    verbs: ['list', 'watch'],
    namespaces,
  },
];

describe('createInventory, where some namespaces may be read', () => {
  const logger = mockServices.logger.mock();
  let demo: DemoCluster;
  let inventory: Inventory;
  let hub: ClusterInventory;

  const allow = (namespaces: string[]) =>
    demo.identities.set(demo.tokens.reader, {
      ...demo.identities.get(demo.tokens.reader)!,
      rules: role(namespaces),
    });

  beforeEach(async () => {
    logger.child.mockReturnValue(logger);
    demo = await startDemoCluster();
    allow(['backstage', 'external-secrets']);
    const config = new ConfigReader({
      centralSecrets: {
        clusters: [
          {
            name: 'hub',
            url: demo.url,
            serviceAccountToken: demo.tokens.reader,
            namespaces: ['backstage', 'kargo'],
          },
        ],
      },
    });
    inventory = createInventory({
      clusters: await readClusters(config, { logger }),
      logger,
      timing: { pageSize: 2, backoffFirstMs: 20, slowRetryMs: 50 },
    });
    inventory.start();
    hub = inventory.cluster('hub')!;
    await eventually(
      () => hub.observations('backstage').externalsecrets.observedAt,
      'the namespace that may be read is known',
    );
  });

  afterEach(async () => {
    await inventory.stop();
    await demo.stop();
  });

  const actual = (namespace: string) =>
    demo.api
      .list('ExternalSecret')
      .filter(({ metadata }) => metadata.namespace === namespace)
      .map(({ metadata }) => metadata.name)
      .sort();
  const known = (namespace: string) =>
    hub
      .externalSecretsIn(namespace)
      .map(({ name }) => name)
      .sort();

  it('knows what is in them, and follows it', async () => {
    await eventually(() => hub.namespace('backstage'), 'the namespace is seen');
    expect(known('backstage')).toEqual(actual('backstage'));
    expect(known('backstage')).not.toEqual([]);
    expect(hub.namespaces).toEqual(['backstage', 'kargo']);
    demo.api.delete({
      kind: 'ExternalSecret',
      namespace: 'backstage',
      name: known('backstage')[0],
    });
    await eventually(
      () => known('backstage').join() === actual('backstage').join(),
      'the change is seen',
    );
  });

  it('says of one whose Role is missing that it is forbidden, and knows it once it is there', async () => {
    await eventually(
      () =>
        hub.observations('kargo').externalsecrets.error?.code === 'forbidden',
    );
    expect(hub.observations('backstage').externalsecrets.error).toBe(undefined);
    // The observation of the whole names the missing part, and has no number.
    const { observedAt, error } = hub.observations().externalsecrets;
    expect(observedAt).toBeUndefined();
    expect(error?.code).toBe('forbidden');
    expect(error && renderMessage(error.message)).toMatch(
      /^In namespace kargo: .*cannot list/,
    );
    expect(hub.count('externalsecrets')).toBeUndefined();
    allow(['backstage', 'kargo']);
    await eventually(() => hub.count('externalsecrets'), 'both are known');
    expect(hub.observations().externalsecrets.error).toBeUndefined();
  });

  it('knows nothing of other namespaces, also where it might read them, and does not call that none', async () => {
    const { namespaces, externalsecrets } =
      hub.observations('external-secrets');
    for (const { observedAt, error } of [namespaces, externalsecrets]) {
      expect(observedAt).toBeUndefined();
      expect(error?.message).toEqual(
        message('namespace-not-observed', { namespace: 'external-secrets' }),
      );
    }
    expect(hub.namespace('external-secrets')).toBeUndefined();
  });

  it('says of the kinds without namespaces that they cannot be read', async () => {
    await eventually(
      () =>
        hub.observations().clusterexternalsecrets.error?.code === 'forbidden',
    );
    const { error } = hub.observations('backstage').clusterexternalsecrets;
    expect(error?.code).toBe('forbidden');
    expect(error && renderMessage(error.message)).toContain(
      'at the cluster scope',
    );
    expect(hub.count('clusterexternalsecrets')).toBeUndefined();
    expect(hub.count('clustersecretstores')).toBeUndefined();
  });
});
