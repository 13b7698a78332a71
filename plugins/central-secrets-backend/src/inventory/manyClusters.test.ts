import { request as httpRequest } from 'node:http';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import {
  OBSERVED_KINDS,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  DemoCluster,
  FaultProxy,
  startDemoCluster,
} from '@central-secrets/demo-cluster';
import {
  failOnLeaks,
  eventually,
  testCertificate,
  TestServer,
} from '@central-secrets/dev-tools';
import { readClusters } from '../clusters';
import { createInventory } from './createInventory';
import { Inventory } from './types';

failOnLeaks();

// Real sockets, on a machine that may be busy.
jest.setTimeout(300_000);

/** For the first lists of 42 clusters, which this process serves and reads. Milliseconds. */
const FIRST_LISTS_WITHIN_MS = 180_000;

const TOKEN = 'not-a-real-token';

describe('createInventory, with many clusters', () => {
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const open: { close(): Promise<unknown> }[] = [];
  let inventory: Inventory;

  afterEach(async () => {
    await inventory.stop();
    await Promise.all(open.splice(0).map(each => each.close()));
  });

  async function startDemo(): Promise<DemoCluster> {
    const demo = await startDemoCluster({ world: 'empty' });
    open.push({ close: () => demo.stop() });
    return demo;
  }

  async function observe(clusters: JsonObject[]): Promise<void> {
    inventory = createInventory({
      clusters: await readClusters(
        new ConfigReader({ centralSecrets: { clusters } }),
        { logger },
      ),
      logger,
      // Long enough for a machine on which fifty clusters have to share two cores.
      timing: { openTimeoutMs: 3_000, pageTimeoutMs: 3_000 },
    });
    inventory.start();
  }

  const isKnown = (name: string) =>
    OBSERVED_KINDS.every(kind => {
      const { observedAt, error } = inventory.cluster(name)!.observations()[
        kind
      ];
      return observedAt !== undefined && !error;
    });

  it('knows 42 of 50 while 8 are dead, each in its own way and to its own cost', async () => {
    const live = await Promise.all(Array.from({ length: 42 }, startDemo));
    const clusters: JsonObject[] = live.map((demo, index) => ({
      name: `live-${index}`,
      url: demo.url,
      serviceAccountToken: demo.tokens.reader,
    }));
    const dead: Record<string, { url: string; says: RegExp }> = {};
    for (const index of [0, 1]) {
      const behind = await startDemo();
      const proxy = await FaultProxy.start({
        target: Number(new URL(behind.url).port),
      });
      proxy.blackHole();
      open.push(proxy);
      dead[`black-hole-${index}`] = {
        url: `http://127.0.0.1:${proxy.port}`,
        says: /^unreachable: No (page|answer) within/,
      };
      dead[`refusing-${index}`] = {
        url: 'http://127.0.0.1:1',
        says: /^unreachable: .*ECONNREFUSED/,
      };
      const untrusted = await TestServer.start('https', () => {});
      open.push(untrusted);
      dead[`untrusted-${index}`] = {
        url: untrusted.url,
        says: /^unreachable: .*self-signed/,
      };
      dead[`unauthorized-${index}`] = {
        url: behind.url,
        says: /^unauthorized: /,
      };
    }
    // Among the others, not behind them.
    Object.entries(dead).forEach(([name, { url }], index) =>
      clusters.splice(index * 6, 0, { name, url, serviceAccountToken: TOKEN }),
    );
    await observe(clusters);

    for (const index of live.keys()) {
      await eventually(
        () => isKnown(`live-${index}`),
        `live-${index} is known`,
        FIRST_LISTS_WITHIN_MS,
      );
    }
    // Also what changes while the dead are asked again and again.
    live.forEach((demo, index) =>
      demo.api.create({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: `only-in-${index}` },
      }),
    );
    for (const index of live.keys()) {
      const cluster = inventory.cluster(`live-${index}`)!;
      await eventually(
        () => cluster.namespace(`only-in-${index}`),
        `live-${index} follows`,
      );
      expect(isKnown(`live-${index}`)).toBe(true);
    }

    for (const [name, { says }] of Object.entries(dead)) {
      const cluster = inventory.cluster(name)!;
      for (const kind of OBSERVED_KINDS) {
        await eventually(() => {
          const { error } = cluster.observations()[kind];
          const told = error && renderMessage(error.message);
          return says.test(`${error?.code}: ${told}`);
        }, `${name} says what is wrong with ${kind}`);
        expect(cluster.count(kind)).toBeUndefined();
        expect(cluster.observations()[kind].observedAt).toBeUndefined();
      }
    }
  });

  it('needs one connection for all kinds of a cluster', async () => {
    const demo = await startDemo();
    const server = await TestServer.start(
      'h2',
      ({ url, headers }, response) => {
        const { authorization } = headers;
        const behind = httpRequest(
          `${demo.url}${url}`,
          { headers: { authorization } },
          answer => {
            response.writeHead(answer.statusCode!, {
              'content-type': 'application/json',
            });
            answer.on('data', data => response.write(data));
            answer.on('end', () => response.end());
            answer.on('error', () => response.end());
          },
        );
        behind.on('error', () => response.end());
        response.on('close', () => behind.destroy());
        behind.end();
      },
    );
    open.push(server);
    await observe([
      {
        name: 'hub',
        url: server.url,
        caData: Buffer.from(testCertificate().cert).toString('base64'),
        serviceAccountToken: demo.tokens.reader,
      },
    ]);
    await eventually(() => isKnown('hub'), 'all kinds are known');
    expect(server.connections).toBe(1);
    demo.api.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'newcomer' },
    });
    const hub = inventory.cluster('hub')!;
    await eventually(() => hub.namespace('newcomer'), 'it is followed');
    expect(server.connections).toBe(1);

    server.reset();
    await eventually(() => !isKnown('hub'), 'the reset is noticed');
    await eventually(() => isKnown('hub'), 'all kinds are known again');
    expect(server.connections).toBe(2);
  });
});
