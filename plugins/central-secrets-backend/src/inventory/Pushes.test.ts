import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  clusterPushSecret,
  pushOf,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import { DemoCluster, startDemoCluster } from '@central-secrets/demo-cluster';
import { eventually, failOnLeaks } from '@central-secrets/dev-tools';
import { readClusters } from '../clusters';
import { createInventory } from './createInventory';
import { Inventory, InventoryChange, PushInventory } from './types';

failOnLeaks();

jest.setTimeout(60_000);

const PATH = 'platform-data/postgres/temporal';

describe('what a cluster pushes to stores', () => {
  let demo: DemoCluster;
  let inventory: Inventory;
  let pushes: PushInventory;
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
            serviceAccountToken: demo.tokens.reader,
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
    pushes = inventory.cluster('hub')!.pushes;
    told = [];
    inventory.cluster('hub')!.onChange(change => told.push(change));
    inventory.start();
  }

  const isKnown = () =>
    pushes.observation('pushsecrets').observedAt !== undefined;
  const isRestKnown = () =>
    Object.values(inventory.cluster('hub')!.observations()).every(
      ({ observedAt, error }) => observedAt !== undefined && !error,
    );
  const names = () => [...pushes.pushSecrets()].map(({ name }) => name);

  beforeEach(async () => {
    demo = await startDemoCluster({ world: 'empty' });
    for (const name of ['platform-data', 'other']) {
      const metadata = { name };
      demo.api.create({ apiVersion: 'v1', kind: 'Namespace', metadata });
    }
  });

  afterEach(async () => {
    await inventory.stop();
    await demo.stop();
  });

  /** As a person would: the API server gives it its uid and time. */
  function create(object: any) {
    const { namespace, name } = object.metadata;
    demo.api.create({ ...object, metadata: { namespace, name } });
  }

  it('is listed and watched, and no delivery is told of it', async () => {
    create(pushOf(PATH, 'first', 'platform-data'));
    create(clusterPushSecret('all'));
    await start();
    await eventually(() => names().join() === 'first');
    await eventually(() => pushes.clusterPushSecret('all')?.name === 'all');
    await eventually(isRestKnown);
    const before = told.length;
    create(pushOf(PATH, 'second', 'other'));
    await eventually(() => names().join() === 'first,second');
    demo.api.delete({
      kind: 'PushSecret',
      namespace: 'platform-data',
      name: 'first',
    });
    await eventually(() => names().join() === 'second');
    expect(pushes.count('pushsecrets')).toBe(1);
    expect(told.slice(before).flatMap(({ name }) => name ?? [])).toEqual([]);
  });

  it('is not known, and never none, where the reader may not read it', async () => {
    const identity = demo.identities.get(demo.tokens.reader)!;
    demo.identities.set(demo.tokens.reader, {
      ...identity,
      rules: identity.rules.map(({ resources, ...rule }) => ({
        ...rule,
        resources: resources.filter(name => !name.includes('push')),
      })),
    });
    await start();
    await eventually(
      () => pushes.observation('pushsecrets').error?.code === 'forbidden',
    );
    expect(pushes.count('pushsecrets')).toBeUndefined();
    await eventually(isRestKnown);
    demo.identities.set(demo.tokens.reader, identity);
    await eventually(isKnown);
  });

  it('is known of the observed namespaces alone', async () => {
    create(pushOf(PATH, 'seen', 'platform-data'));
    create(pushOf(PATH, 'unseen', 'other'));
    await start(['platform-data']);
    await eventually(isKnown);
    expect(names()).toEqual(['seen']);
    expect(pushes.pushSecret('other', 'unseen')).toBeUndefined();
  });
});
