import { Backstage, clusterOf } from '../framework/backstage';
import { BackstageClient } from '../framework/backstageClient';
import { Canaries } from '../framework/canaries';
import { SOURCE_SECRETS } from '../framework/hub';
import { STALENESS } from '../framework/world';
import { theWorld } from '../jest/globals';
import { waitFor } from '@central-secrets/dev-tools';
import { namespace } from '../acceptance/manifests';
import { IndexedHub, INDEX_NAMESPACE } from './indexedHub';

/** It takes the whole source, so that only the hub knows its keys. */
const WHOLE = 'metrics-service-credentials';
const SOURCE = 'market-making-kucoin-credentials';

describe('Backstage with the hub index', () => {
  const { platform, canaries: worldCanaries } = theWorld();
  const canaries = new Canaries();
  let hub: IndexedHub;
  let backstage: Backstage;
  let client: BackstageClient;

  beforeAll(async () => {
    hub = await IndexedHub.prepare(platform);
    hub.start();
    await platform.controlPlane.kubectl.apply(
      namespace('shop', { 'backstage.io/kubernetes-id': 'shop' }),
    );
    backstage = await Backstage.start({
      platform,
      staleness: STALENESS,
      name: 'backstage-with-index',
      clusters: [
        {
          ...clusterOf(platform),
          serviceAccountTokenFile: platform.reader.tokenFile,
          writer: { serviceAccountTokenFile: platform.writer.tokenFile },
          hubIndexNamespace: INDEX_NAMESPACE,
        },
      ],
    });
    client = new BackstageClient(backstage.url);
  });

  afterAll(async () => {
    await backstage.stop();
    await hub.end();
  });

  const hubIndex = async () =>
    (await client.clusters('petra')).clusters[0].hubIndex;

  const untilEntries = (count: number) =>
    waitFor(async () => (await hubIndex())?.entries === count, {
      reason: `an index with ${count} sources`,
      describe: async () => JSON.stringify(await hubIndex()),
    });

  it('says how old the index is, and follows it', async () => {
    const { sources } = await hub.untilRight();
    await untilEntries(sources.size);
    expect(await hubIndex()).toMatchObject({ current: true, leftOut: 0 });
    await hub.create('seen-by-backstage', {
      token: canaries.plant(),
      other: canaries.plant(),
    });
    await untilEntries(sources.size + 1);
  });

  it('names the keys that only the source decides', async () => {
    const available = async () => {
      const { body } = await client.ask(
        'jane',
        'GET',
        `/api/central-secrets/v1/entities/default/component/shop/available?search=${WHOLE}`,
      );
      return body.available?.[0]?.secret;
    };
    const secret = await waitFor(available, {
      reason: 'the distribution to be available',
    });
    expect(secret.keys).toEqual([...SOURCE_SECRETS[SOURCE]].sort());
  });

  it('has no value in its memory, where it has the names', async () => {
    const snapshot = await backstage.heapSnapshot();
    for (const name of [SOURCE, 'seen-by-backstage']) {
      expect([name, snapshot.includes(name)]).toEqual([name, true]);
    }
    expect(canaries.count).toBe(2);
    for (const each of [canaries, worldCanaries]) {
      expect(each.foundIn(snapshot)).toEqual([]);
    }
  });
});
