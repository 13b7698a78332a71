import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { startDemoCluster } from '@central-secrets/demo-cluster';
import { failOnLeaks } from '../__testUtils__/failOnLeaks';
import { readClusters } from '../clusters';
import { eventually } from '../clusters/__testUtils__/eventually';
import { systemClock } from '../kubernetes';
import { readConsistencyCheck } from './consistencyCheck';
import { ReflectedCluster } from './ReflectedCluster';

failOnLeaks();

// Real sockets, on a machine that may be busy.
jest.setTimeout(60_000);

const logger = mockServices.logger.mock();
logger.child.mockReturnValue(logger);

describe('the consistency check', () => {
  const read = (value: number, exit = () => {}) =>
    readConsistencyCheck(
      new ConfigReader({ centralSecrets: { consistencyCheckEveryMs: value } }),
      logger,
      exit,
    );

  it('is off by default, and refuses to be on all the time', () => {
    expect(readConsistencyCheck(new ConfigReader({}), logger)).toBeUndefined();
    expect(() => read(10)).toThrow(
      'consistencyCheckEveryMs: 10 is too small; use a number of at least 1000',
    );
  });

  it('ends the process at a difference, and says what it is', () => {
    const exit = jest.fn();
    read(1_000, exit)!.onDifference('hub', 'namespaces /shop: is not there');
    expect(logger.error).toHaveBeenCalledWith(
      'What is known of cluster hub is not what it had: namespaces /shop: is not there',
    );
    expect(exit).toHaveBeenCalledTimes(1);
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
    const onDifference = jest.fn();
    const cluster = new ReflectedCluster({
      details,
      logger,
      clock: systemClock,
      random: Math.random,
      consistencyCheck: { everyMs: 20, onDifference },
    });
    const controller = new AbortController();
    const running = cluster.run(controller.signal);
    await eventually(() => cluster.count('events'), 'the last kind is known');
    await eventually(async () => {
      return (await cluster.differences('now', controller.signal)).length === 0;
    }, 'all is known');
    const requests = jest.spyOn(details.reader, 'request');
    await eventually(
      () =>
        requests.mock.calls.filter(
          ([{ query }]) => query?.resourceVersionMatch === 'Exact',
        ).length > 12,
      'every kind was compared twice',
    );
    expect(onDifference).not.toHaveBeenCalled();

    // A record that nobody changed, and that is another one now.
    const namespace = cluster.namespace('backstage')!;
    (namespace.labels as Record<string, string>).planted = 'by-the-test';
    await eventually(() => onDifference.mock.calls.length, 'it is found');
    expect(onDifference.mock.calls[0]).toEqual([
      'hub',
      'namespaces /backstage: is known as it is not',
    ]);
    controller.abort();
    await running;
    await demo.stop();
  });
});
