import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  clusterSecretStore,
  RawObject,
  secretStore,
  storeEvent,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { DemoCluster, startDemoCluster } from '@central-secrets/demo-cluster';
import { eventually, failOnLeaks } from '@central-secrets/dev-tools';
import { readClusters } from '../clusters';
import { createInventory } from './createInventory';
import { ClusterInventory, Inventory, InventoryChange } from './types';

failOnLeaks();

jest.setTimeout(60_000);

/** As operator 2.9.0 wrote them. */
const CREDENTIAL_MISSING =
  'cannot get Kubernetes secret "gone" from namespace "default": secrets "gone" not found';
const REFUSED =
  'invalid vault credentials: Get "http://127.0.0.1:9/v1/auth/token/lookup-self": dial tcp 127.0.0.1:9: connect: connection refused';

describe('the newest Warning about a store', () => {
  let demo: DemoCluster;
  let inventory: Inventory;
  let cluster: ClusterInventory;
  let told: InventoryChange[];

  async function start(namespaces?: string[]) {
    const logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    const config = new ConfigReader({
      centralSecrets: {
        clusters: [
          {
            name: 'hub',
            url: demo.url,
            serviceAccountToken: demo.tokens.admin,
            ...(namespaces ? { namespaces } : {}),
          },
        ],
      },
    });
    inventory = createInventory({
      clusters: await readClusters(config, { logger }),
      logger,
      timing: { backoffFirstMs: 20, slowRetryMs: 100 },
    });
    cluster = inventory.cluster('hub')!;
    told = [];
    cluster.onChange(change => told.push(change));
    inventory.start();
  }

  beforeEach(async () => {
    demo = await startDemoCluster({ world: 'empty' });
    for (const name of ['default', 'shop', 'team']) {
      if (!demo.api.find({ kind: 'Namespace', name })) {
        demo.api.create({
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name },
        });
      }
    }
  });

  afterEach(async () => {
    await inventory.stop();
    await demo.stop();
  });

  /** A store of a controller class that the emulated operator passes over. */
  function create(store: RawObject): RawObject {
    const { spec, metadata, ...head } = store as any;
    return demo.api.create({
      ...head,
      metadata: { name: metadata.name, namespace: metadata.namespace },
      spec: { ...spec, controller: 'another' },
    }) as unknown as RawObject;
  }

  let serial = 0;
  function write(about: RawObject, message: string, change = {}) {
    serial += 1;
    const event = storeEvent(about, message, change) as any;
    return demo.api.create({
      ...event,
      metadata: {
        name: `event-${serial}`,
        namespace: event.metadata.namespace,
      },
    });
  }

  const known = (kind: 'ClusterSecretStore' | 'SecretStore', name: string) => {
    const store = cluster.store(kind, name, 'shop');
    return store && cluster.warningAbout(store);
  };

  it('is that of a ClusterSecretStore in the namespace default, and no other one', async () => {
    const store = create(clusterSecretStore('vault'));
    const { uid } = store.metadata as { uid: string };
    write(store, CREDENTIAL_MISSING);
    // A team may write these.
    write(store, 'forged', { metadata: { namespace: 'team' } });
    write(store, 'forged', {
      metadata: { namespace: 'team' },
      involvedObject: { namespace: 'team' },
    });
    // Another life of that name.
    write(store, 'of another', { involvedObject: { uid: `${uid}-before` } });
    write(store, 'store validated', { type: 'Normal', reason: 'Valid' });
    await start();
    await eventually(() => known('ClusterSecretStore', 'vault'), 'it is known');
    expect(known('ClusterSecretStore', 'vault')?.message).toBe(
      CREDENTIAL_MISSING,
    );
  });

  it('is that of a SecretStore in its own namespace', async () => {
    const store = create(secretStore('own', 'shop'));
    write(store, REFUSED);
    write(store, 'forged', {
      metadata: { namespace: 'team' },
      involvedObject: { namespace: 'team' },
    });
    await start();
    await eventually(() => known('SecretStore', 'own'), 'it is known');
    expect(known('SecretStore', 'own')?.message).toBe(REFUSED);
  });

  it('is also known where only some namespaces are read', async () => {
    write(create(clusterSecretStore('vault')), CREDENTIAL_MISSING);
    write(create(secretStore('own', 'shop')), REFUSED);
    await start(['shop']);
    await eventually(
      () => known('ClusterSecretStore', 'vault') && known('SecretStore', 'own'),
      'both are known',
    );
    expect(known('SecretStore', 'own')?.message).toBe(REFUSED);
  });

  it('gives way to a newer one, and tells of it, but not of its repetition', async () => {
    const store = create(clusterSecretStore('vault'));
    write(store, CREDENTIAL_MISSING);
    await start();
    await eventually(() => known('ClusterSecretStore', 'vault'), 'it is known');
    const newer = write(store, REFUSED, {
      lastTimestamp: '2026-11-23T05:00:09Z',
    });
    await eventually(
      () => known('ClusterSecretStore', 'vault')?.message === REFUSED,
      'the newer one is known',
    );
    expect(told).toContainEqual({ kind: 'clustersecretstores' });
    // Each kind tells of its first watch, which may be open later than others.
    await eventually(
      () =>
        Object.values(cluster.observations()).every(
          ({ observedAt, isCatchingUp }) =>
            observedAt !== undefined && !isCatchingUp,
        ),
      'every watch is open',
    );
    told = [];
    demo.api.patch(
      { kind: 'Event', name: newer.metadata.name, namespace: 'default' },
      { count: 2, lastTimestamp: '2026-11-23T05:00:19Z' },
    );
    await eventually(
      () => known('ClusterSecretStore', 'vault')?.count === 2,
      'the repetition is known',
    );
    expect(
      told.filter(({ kind, name }) => kind.endsWith('stores') && !name),
    ).toEqual([]);
  });
});
