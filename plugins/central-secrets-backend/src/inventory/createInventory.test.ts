import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  OBSERVED_KINDS,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { DemoCluster, startDemoCluster } from '@central-secrets/demo-cluster';
import { readClusters } from '../clusters';
import { eventually, failOnLeaks } from '@central-secrets/dev-tools';
import { createInventory } from './createInventory';
import { ClusterInventory, Inventory } from './types';

failOnLeaks();

const AWAY = 'http://127.0.0.1:1';

// Real sockets, on a machine that may be busy.
jest.setTimeout(60_000);

describe('createInventory', () => {
  let logger: ReturnType<typeof mockServices.logger.mock>;
  let demo: DemoCluster;
  let inventory: Inventory;

  beforeEach(async () => {
    logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    demo = await startDemoCluster();
  });

  afterEach(async () => {
    await inventory.stop();
    await demo.stop();
  });

  /** Observes the demo cluster (as `hub`), and one that is away. */
  async function start(): Promise<ClusterInventory> {
    const config = new ConfigReader({
      centralSecrets: {
        clusters: [
          {
            name: 'hub',
            title: 'The hub',
            url: demo.url,
            serviceAccountToken: demo.tokens.reader,
            writer: { serviceAccountToken: demo.tokens.writer },
          },
          { name: 'away', url: AWAY, serviceAccountToken: 'not-a-real-token' },
        ],
      },
    });
    inventory = createInventory({
      clusters: await readClusters(config, { logger }),
      logger,
      // Small pages, so that every list has several; short delays.
      timing: { pageSize: 5, backoffFirstMs: 20, slowRetryMs: 100 },
    });
    inventory.start();
    const hub = inventory.cluster('hub')!;
    await eventually(
      () =>
        OBSERVED_KINDS.some(kind => hub.observations()[kind].observedAt) &&
        OBSERVED_KINDS.every(
          kind => hub.observations()[kind].error?.code !== 'connecting',
        ),
      'every kind is watched',
    );
    return hub;
  }

  /** Names of the ExternalSecrets, as the cluster has them and as the inventory does. */
  const actual = () =>
    demo.api
      .list('ExternalSecret')
      .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
      .sort();
  const known = (hub: ClusterInventory) =>
    demo.api
      .list('Namespace')
      .flatMap(({ metadata }) => hub.externalSecretsIn(metadata.name))
      .map(({ namespace, name }) => `${namespace}/${name}`)
      .sort();
  const agrees = (hub: ClusterInventory) =>
    JSON.stringify(known(hub)) === JSON.stringify(actual());

  it('knows every kind of a whole platform', async () => {
    const hub = await start();
    await eventually(() => agrees(hub), 'all is known');
    expect(hub).toMatchObject({
      name: 'hub',
      title: 'The hub',
      writable: true,
    });
    expect(hub.namespace('backstage')?.labels).toMatchObject({
      'kubernetes.io/metadata.name': 'backstage',
    });
    for (const { name } of hub.distributions()) {
      expect(hub.distribution(name)?.name).toBe(name);
    }
    const [first] = hub.distributions();
    const [store] = first.spec.stores;
    expect(hub.store(store.kind, store.name, 'backstage')).toMatchObject({
      name: store.name,
    });
    const failing = demo.api
      .list('Event')
      .find(event => (event as { reason?: string }).reason === 'UpdateFailed');
    const { involvedObject } = failing as unknown as {
      involvedObject: { namespace: string; name: string; uid: string };
    };
    expect(hub.eventsAbout(involvedObject)).toContainEqual(
      expect.objectContaining({ reason: 'UpdateFailed' }),
    );
    for (const kind of OBSERVED_KINDS) {
      expect(hub.observations()[kind].error).toBeUndefined();
      expect(hub.count(kind)).toBeGreaterThan(0);
    }
  });

  it('shares one spec among the copies of a distribution', async () => {
    const hub = await start();
    await eventually(() => agrees(hub), 'all is known');
    const specs = demo.api
      .list('Namespace')
      .map(({ metadata }) =>
        hub.externalSecret(metadata.name, 'gh-docker-registry-creds'),
      )
      .flatMap(record => record?.spec ?? []);
    expect(specs.length).toBeGreaterThan(1);
    expect(new Set(specs).size).toBeLessThan(specs.length);
  });

  it('follows what changes, without asking again', async () => {
    const hub = await start();
    demo.api.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'newcomer',
        labels: { 'backstage.io/kubernetes-id': 'newcomer' },
      },
    });
    await eventually(() => hub.namespace('newcomer'), 'it is known');
    expect(
      hub.namespacesWithLabel('backstage.io/kubernetes-id', 'newcomer'),
    ).toHaveLength(1);
    demo.api.delete({ kind: 'Namespace', name: 'newcomer' });
    await eventually(
      () => !demo.api.find({ kind: 'Namespace', name: 'newcomer' }),
    );
    await eventually(() => !hub.namespace('newcomer'), 'it is gone');
  });

  it('survives cut connections and a forgotten history', async () => {
    const hub = await start();
    for (let round = 0; round < 3; round++) {
      demo.dropConnections();
      const [victim] = demo.api.list('ExternalSecret');
      const { name, namespace } = victim.metadata;
      demo.api.delete({ kind: 'ExternalSecret', name, namespace });
      demo.compact();
      await eventually(() => agrees(hub), `round ${round} is known`);
    }
    await eventually(
      () => !hub.observations().externalsecrets.error,
      'it is watched again',
    );
    expect(known(hub)).toEqual(actual());
  });

  it('says of a cluster that is away that nothing is known, and lets the others be', async () => {
    await start();
    const away = inventory.cluster('away')!;
    await eventually(
      () => away.observations().namespaces.error?.code === 'unreachable',
    );
    for (const kind of OBSERVED_KINDS) {
      expect(away.observations()[kind].observedAt).toBeUndefined();
      expect(away.count(kind)).toBeUndefined();
    }
    expect(inventory.clusters().map(({ name }) => name)).toEqual([
      'hub',
      'away',
    ]);
    expect(inventory.cluster('nowhere')).toBeUndefined();
  });

  it('knows the rest where one kind is forbidden, and that kind once it is allowed', async () => {
    const reader = demo.identities.get(demo.tokens.reader)!;
    demo.identities.set(demo.tokens.reader, {
      ...reader,
      rules: reader.rules.map(rule => ({
        ...rule,
        resources: rule.resources.filter(name => name !== 'secretstores'),
      })),
    });
    const hub = await start();
    await eventually(
      () => hub.observations().secretstores.error?.code === 'forbidden',
    );
    expect(hub.count('secretstores')).toBeUndefined();
    const { error } = hub.observations().secretstores;
    expect(error && renderMessage(error.message)).toContain(
      'cannot list resource "secretstores"',
    );
    await eventually(() => agrees(hub), 'the rest is known');

    demo.identities.set(demo.tokens.reader, reader);
    await eventually(() => hub.count('secretstores'), 'it is known too');
    expect(hub.observations().secretstores.error).toBeUndefined();
  });

  it('says that its token was refused', async () => {
    demo.identities.delete(demo.tokens.reader);
    inventory = createInventory({
      clusters: await readClusters(
        new ConfigReader({
          centralSecrets: {
            clusters: [
              {
                name: 'hub',
                url: demo.url,
                serviceAccountToken: demo.tokens.reader,
              },
            ],
          },
        }),
        { logger },
      ),
      logger,
    });
    inventory.start();
    const hub = inventory.cluster('hub')!;
    expect(hub.observations().events.error?.code).toBe('connecting');
    await eventually(
      () => hub.observations().events.error?.code === 'unauthorized',
    );
  });

  it('logs once when a kind is lost, and once when it is back', async () => {
    const hub = await start();
    const told = () =>
      [...logger.warn.mock.calls, ...logger.info.mock.calls]
        .map(([text]) => text)
        .filter(text => text.startsWith('events '))
        // The cluster that is away says so too.
        .filter(text => !text.includes('ECONNREFUSED'));
    // An attempt that never came to a watch loses none.
    await eventually(() => told().length === 1);
    demo.dropConnections();
    // The error itself may be over between two looks at it.
    await eventually(
      () => told().length >= 3 && !hub.observations().events.error,
    );
    expect(told()).toEqual([
      expect.stringContaining('events cannot be watched (unreachable): '),
      'events are being watched',
      'events are being watched',
    ]);
  });

  it('stops also when it was never started', async () => {
    const [cluster] = await readClusters(
      new ConfigReader({
        centralSecrets: {
          clusters: [
            { name: 'hub', url: demo.url, serviceAccountToken: 'demo-reader' },
          ],
        },
      }),
      { logger },
    );
    inventory = createInventory({ clusters: [cluster], logger });
    await inventory.stop();
    await expect(
      cluster.reader.request({ method: 'GET', path: '/' }),
    ).rejects.toThrow('closed');
  });
});
