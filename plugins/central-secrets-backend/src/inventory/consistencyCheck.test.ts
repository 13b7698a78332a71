import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { startDemoCluster } from '@central-secrets/demo-cluster';
import { failOnLeaks, eventually } from '@central-secrets/dev-tools';
import { readClusters } from '../clusters';
import { systemClock } from '../kubernetes';
import { readConsistencyCheck } from './consistencyCheck';
import { differencesOf } from './differencesFrom';
import { ConsistencyCheck, ReflectedCluster } from './ReflectedCluster';

failOnLeaks();

// Real sockets, on a machine that may be busy.
jest.setTimeout(60_000);

const logger = mockServices.logger.mock();
logger.child.mockReturnValue(logger);

describe('the consistency check', () => {
  const read = (value: number, exit = () => {}) =>
    readConsistencyCheck(
      new ConfigReader({
        centralSecrets: { consistencyCheckEvery: { milliseconds: value } },
      }),
      logger,
      exit,
    );

  it('is off by default, and refuses to be on all the time', () => {
    expect(readConsistencyCheck(new ConfigReader({}), logger)).toBeUndefined();
    expect(() => read(10)).toThrow(
      'consistencyCheckEvery: 10 ms is too short; use at least 1000 ms',
    );
  });

  it('ends the process at a difference, and says what it is', () => {
    const exit = jest.fn();
    read(1_000, exit)!.onCompared(
      'hub',
      new Map([
        ['events', { compared: 3, differences: [] }],
        ['namespaces', { compared: 1, differences: ['/shop: is not there'] }],
      ]),
    );
    expect(logger.error).toHaveBeenCalledWith(
      'What is known of cluster hub is not what it had: namespaces /shop: is not there',
    );
    expect(exit).toHaveBeenCalledTimes(1);
  });

  it('otherwise says how many objects of which kinds were compared', () => {
    const exit = jest.fn();
    const { onCompared } = read(1_000, exit)!;
    const said = () => logger.debug.mock.lastCall![0];
    onCompared(
      'hub',
      new Map([
        ['namespaces', { compared: 2, differences: [] }],
        ['externalsecrets', { differences: [] }],
        ['secretstores', { compared: 0, differences: [] }],
      ]),
    );
    expect(said()).toBe(
      'What is known of cluster hub is what it had: 2 namespaces, 0 secretstores',
    );
    onCompared('hub', new Map([['events', { differences: [] }]]));
    expect(said()).toContain('nothing could be compared');
    expect(exit).not.toHaveBeenCalled();
  });

  it('finds no difference in a cluster that is observed, and the one that is there', async () => {
    const demo = await startDemoCluster();
    const [details] = await readClusters(
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
    );
    const onCompared = jest.fn();
    const cluster = new ReflectedCluster({
      details,
      logger,
      clock: systemClock,
      random: Math.random,
      consistencyCheck: { everyMs: 20, onCompared },
    });
    const controller = new AbortController();
    const running = cluster.run(controller.signal);
    await eventually(() => cluster.count('events'), 'the last kind is known');
    await eventually(
      async () =>
        differencesOf(
          await cluster.compare('current-version', controller.signal),
        ).length === 0,
      'all is known',
    );
    /** Returns the result of each check. */
    const checks = () =>
      onCompared.mock.calls.map(
        ([, kinds]: Parameters<ConsistencyCheck['onCompared']>) => kinds,
      );
    await eventually(
      () =>
        checks().filter(kinds =>
          [...kinds.values()].every(({ compared }) => compared !== undefined),
        ).length > 1,
      'every kind was compared twice',
    );
    expect(checks().flatMap(differencesOf)).toEqual([]);
    expect(checks().at(-1)!.get('namespaces')!.compared).toBe(
      demo.api.list('Namespace').length,
    );

    // One kind that cannot be listed leaves the others to be compared.
    demo.identities.set(demo.tokens.reader, {
      ...demo.identities.get(demo.tokens.reader)!,
      rules: [
        { groups: [''], resources: ['namespaces'], verbs: ['list', 'watch'] },
      ],
    });
    await eventually(
      () => checks().at(-1)!.get('events')!.compared === undefined,
      'a kind cannot be compared',
    );
    expect(checks().at(-1)!.get('namespaces')!.compared).toBeGreaterThan(0);

    // A record that differs although the cluster's object did not change.
    const namespace = cluster.namespace('backstage')!;
    (namespace.labels as Record<string, string>).planted = 'by-the-test';
    await eventually(
      () => checks().flatMap(differencesOf).length,
      'it is found',
    );
    expect(checks().flatMap(differencesOf)[0]).toBe(
      'namespaces /backstage: is known as it is not',
    );
    controller.abort();
    await running;
    await demo.stop();
  });
});
