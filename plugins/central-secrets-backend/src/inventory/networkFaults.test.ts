import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  DemoCluster,
  FaultProxy,
  startDemoCluster,
} from '@central-secrets/demo-cluster';
import fc from 'fast-check';
import { failOnLeaks, eventually } from '@central-secrets/dev-tools';
import {
  HASTY_TIMING,
  NetworkStep,
  networkStep,
  takeNetworkStep,
} from '../__testUtils__/networkFaults';
import { readClusters } from '../clusters';
import { systemClock } from '../kubernetes';
import { differencesOf } from './differencesFrom';
import { ReflectedCluster } from './ReflectedCluster';

failOnLeaks();

const SCHEDULES = Number(process.env.NETWORK_SCHEDULES ?? 30);

// Real sockets, on a machine that may be busy.
jest.setTimeout(SCHEDULES * 30_000);

/** A change in the cluster during the fault. */
type ClusterStep =
  | {
      readonly kind: 'put' | 'delete';
      readonly namespace: string;
      readonly name: string;
      readonly value: number;
    }
  | { readonly kind: 'compact' };

const clusterStep: fc.Arbitrary<ClusterStep> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom('put' as const, 'put' as const, 'delete' as const),
      namespace: fc.constantFrom('one', 'two'),
      name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      value: fc.nat(9),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'compact' as const }) },
);

function isClusterStep(step: NetworkStep | ClusterStep): step is ClusterStep {
  return ['put', 'delete', 'compact'].includes(step.kind);
}

describe('an inventory behind a bad network', () => {
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  let demo: DemoCluster;

  function takeClusterStep(step: ClusterStep) {
    if (step.kind === 'compact') {
      demo.compact();
      return;
    }
    const { namespace, name } = step;
    const reference = { kind: 'ExternalSecret', namespace, name };
    const existing = demo.api.find(reference);
    if (step.kind === 'delete') {
      if (existing) {
        demo.api.delete(reference);
      }
    } else if (existing) {
      demo.api.patch(
        reference,
        { metadata: { labels: { value: String(step.value) } } },
        { type: 'application/merge-patch+json' },
      );
    } else {
      demo.api.create({
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: { namespace, name },
        spec: {
          secretStoreRef: { kind: 'ClusterSecretStore', name: 'none' },
          data: [{ secretKey: 'x', remoteRef: { key: 'x' } }],
        },
      });
    }
  }

  /** Observes through the proxy while all this happens; then all must be known. */
  async function follow({
    streamLists,
    steps,
  }: {
    streamLists: boolean;
    steps: readonly (NetworkStep | ClusterStep)[];
  }) {
    // One for each schedule: the leftovers of others would make every list
    // longer.
    demo = await startDemoCluster({ world: 'empty' });
    for (const name of ['one', 'two']) {
      demo.api.create({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name },
      });
    }
    const proxy = await FaultProxy.start({
      target: Number(new URL(demo.url).port),
    });
    const [details] = await readClusters(
      new ConfigReader({
        centralSecrets: {
          clusters: [
            {
              name: 'hub',
              url: `http://127.0.0.1:${proxy.port}`,
              serviceAccountToken: demo.tokens.reader,
              streamLists,
            },
          ],
        },
      }),
      { logger },
    );
    const cluster = new ReflectedCluster({
      details,
      logger,
      clock: systemClock,
      random: Math.random,
      timing: HASTY_TIMING,
    });
    const controller = new AbortController();
    const running = cluster.run(controller.signal);
    try {
      for (const step of steps) {
        if (isClusterStep(step)) {
          takeClusterStep(step);
        } else {
          await takeNetworkStep(proxy, step);
        }
      }
      proxy.heal();
      await proxy.accept();
      let differences: string[] = [];
      await eventually(
        async () => {
          differences = await cluster
            .compare('current-version', controller.signal)
            .then(differencesOf, error => [String(error)]);
          return (
            differences.length === 0 &&
            Object.values(cluster.observations()).every(({ error }) => !error)
          );
        },
        () => `everything is known; still different: ${differences.join('; ')}`,
      );
      expect(differences).toEqual([]);
    } finally {
      controller.abort();
      await running;
      await eventually(() => proxy.open === 0, 'no connection is left');
      await proxy.close();
      await demo.stop();
    }
  }

  // eslint-disable-next-line jest/expect-expect
  it('knows the truth in the end, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          streamLists: fc.boolean(),
          steps: fc.array(fc.oneof(networkStep, clusterStep), {
            maxLength: 25,
          }),
        }),
        follow,
      ),
      { numRuns: SCHEDULES, endOnFailure: true },
    );
  });
});
