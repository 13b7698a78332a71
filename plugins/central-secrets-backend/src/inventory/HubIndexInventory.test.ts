import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { DemoCluster, startDemoCluster } from '@central-secrets/demo-cluster';
import { eventually, failOnLeaks } from '@central-secrets/dev-tools';
import { readClusters } from '../clusters';
import { createInventory } from './createInventory';
import { Inventory } from './types';

failOnLeaks();

jest.setTimeout(60_000);

const INDEX = 'central-secrets-index';
const CANARY = 'canary-91ab';

describe('the hub index of a cluster', () => {
  let demo: DemoCluster;
  let inventory: Inventory;

  beforeEach(async () => {
    demo = await startDemoCluster({ world: 'empty' });
    for (const name of [INDEX, 'elsewhere']) {
      demo.api.create({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name },
      });
    }
  });

  afterEach(async () => {
    await inventory.stop();
    await demo.stop();
  });

  async function start(hubIndexNamespace?: string) {
    const logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    const config = new ConfigReader({
      centralSecrets: {
        clusters: [
          {
            name: 'hub',
            url: demo.url,
            serviceAccountToken: demo.tokens.admin,
            ...(hubIndexNamespace ? { hubIndexNamespace } : {}),
          },
        ],
      },
    });
    inventory = createInventory({
      clusters: await readClusters(config, { logger }),
      logger,
      timing: { backoffFirstMs: 20, slowRetryMs: 100 },
    });
    inventory.start();
    return inventory.cluster('hub')!;
  }

  function put(
    name: string,
    data: Record<string, string>,
    { namespace = INDEX, labeled = true } = {},
  ) {
    demo.api.create({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name,
        namespace,
        labels: labeled ? { 'central-secrets/hub-index': 'true' } : {},
      },
      data,
    });
  }

  const head = (observedAt: number) => ({
    hubNamespace: 'central-secret-store',
    observedAt: new Date(observedAt).toISOString(),
  });
  const source =
    '{"version":"1","type":"Opaque","keys":["a"],"changedAt":"2026-11-30T09:00:00Z"}';

  it('is known with its pages, follows changes, and has nothing of other ConfigMaps', async () => {
    put(INDEX, head(Date.now()));
    put(`${INDEX}-03`, { one: source, broken: CANARY });
    put(`${INDEX}-04`, { elsewhere: source }, { namespace: 'elsewhere' });
    put(`${INDEX}-05`, { unlabeled: source }, { labeled: false });
    put('other', { value: CANARY });
    const hub = await start(INDEX);
    const pages = () => hub.hubIndex()?.index.pages;
    await eventually(() => pages()?.length === 1);
    expect(hub.hubIndex()).toMatchObject({
      isCurrent: true,
      index: { head: { hubNamespace: 'central-secret-store' } },
    });
    expect(pages()).toEqual([
      {
        name: `${INDEX}-03`,
        sources: [
          {
            name: 'one',
            version: '1',
            type: 'Opaque',
            keys: ['a'],
            changedAt: Date.parse('2026-11-30T09:00:00Z'),
          },
        ],
        leftOut: 0,
        unreadable: 1,
      },
    ]);
    expect(JSON.stringify(hub.hubIndex())).not.toContain(CANARY);

    demo.api.patch(
      { kind: 'ConfigMap', name: `${INDEX}-03`, namespace: INDEX },
      { data: { one: null, broken: null, two: source } },
    );
    await eventually(() => pages()?.[0].sources[0]?.name === 'two');
  });

  it('is not current when its program no longer renews it', async () => {
    put(INDEX, head(Date.now() - 3_600_000));
    const hub = await start(INDEX);
    await eventually(() => hub.hubIndex());
    expect(hub.hubIndex()?.isCurrent).toBe(false);
  });

  it('is not read where the configuration does not name it', async () => {
    put(INDEX, head(Date.now()));
    const hub = await start();
    await eventually(() => hub.observations().namespaces.observedAt);
    expect(hub.hubIndex()).toBeUndefined();
  });
});
