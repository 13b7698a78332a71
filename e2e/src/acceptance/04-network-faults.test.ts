import { FaultProxy } from '@central-secrets/demo-cluster';
import fc from 'fast-check';
import { createObject, deleteObject, patchObject } from '../framework/objects';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import { assertSideBySide } from '../properties/sideBySide';
import { NO_LOGGER, readCluster } from '../scenarios/readCluster';
import {
  differencesOf,
  HASTY_TIMING,
  NetworkStep,
  networkStep,
  takeNetworkStep,
  ReflectedCluster,
  systemClock,
} from '../scenarios/backend';

/** A change in the schedule's own namespace during the faults. */
interface Change {
  readonly kind: 'put' | 'delete';
  readonly name: string;
  readonly value: number;
}

interface Schedule {
  readonly streamLists: boolean;
  readonly steps: readonly (NetworkStep | Change)[];
}

function isChange(step: NetworkStep | Change): step is Change {
  return step.kind === 'put' || step.kind === 'delete';
}

const SCHEDULE: fc.Arbitrary<Schedule> = fc.record({
  streamLists: fc.boolean(),
  steps: fc.array(
    fc.oneof(
      { weight: 4, arbitrary: networkStep },
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constantFrom(
            'put' as const,
            'put' as const,
            'delete' as const,
          ),
          name: fc.constantFrom('a', 'b', 'c'),
          value: fc.nat(9),
        }),
      },
    ),
    { minLength: 5, maxLength: 25 },
  ),
});

/**
 * A connection that loses all bytes is closed when two pings stay unanswered,
 * after 16 s. The rest is for a busy machine.
 */
const KNOWN_WITHIN_MS = 60_000;

describe('an inventory behind a faulty network', () => {
  const { platform } = theWorld();
  const { api, controlPlane, reader } = platform;

  /**
   * A SecretStore of the namespace. Its class belongs to no operator, so only
   * this test writes it.
   */
  const storeOf = (namespace: string, name: string, value = 0) => ({
    apiVersion: 'external-secrets.io/v1',
    kind: 'SecretStore',
    metadata: { namespace, name, labels: { value: String(value) } },
    spec: {
      controller: 'nobody',
      provider: { fake: { data: [{ key: 'x', value: 'not-a-real-secret' }] } },
    },
  });

  async function change(namespace: string, { kind, name, value }: Change) {
    const store = storeOf(namespace, name, value);
    if (kind === 'delete') {
      await deleteObject(api, store);
      return;
    }
    const { labels } = store.metadata;
    await patchObject(api, store, { metadata: { labels } }).catch(() =>
      createObject(api, store),
    );
  }

  async function observe(proxy: FaultProxy, streamLists: boolean) {
    const [details] = await readCluster({
      // The proxy forwards TLS unchanged, so the certificate is the API
      // server's own.
      url: `https://127.0.0.1:${proxy.port}`,
      caFile: controlPlane.certificateAuthorityFile,
      serviceAccountToken: reader.identity.token,
      streamLists,
    });
    return new ReflectedCluster({
      details,
      logger: NO_LOGGER,
      clock: systemClock,
      random: Math.random,
      timing: { ...HASTY_TIMING, pageSize: 20 },
    });
  }

  async function follow({ streamLists, steps }: Schedule, id: string) {
    await createObject(api, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: id },
    });
    const proxy = await FaultProxy.start({
      target: Number(new URL(controlPlane.url).port),
    });
    const cluster = await observe(proxy, streamLists);
    const controller = new AbortController();
    const running = cluster.run(controller.signal);
    try {
      for (const step of steps) {
        if (isChange(step)) {
          await change(id, step);
        } else {
          await takeNetworkStep(proxy, step);
        }
      }
      proxy.heal();
      await proxy.accept();
      let differences: readonly string[] = ['not compared yet'];
      await waitFor(
        async () => {
          differences = differencesOf(
            await cluster.compare('current-version', controller.signal),
          );
          return (
            differences.length === 0 &&
            Object.values(cluster.observations()).every(({ error }) => !error)
          );
        },
        {
          reason: 'the inventory to be what the cluster has',
          limitMs: KNOWN_WITHIN_MS,
          describe: () => differences.join('; '),
        },
      );
      expect(proxy.connections).toBeGreaterThan(0);
      // Proves that the test compared something, in this schedule's namespace.
      expect(cluster.namespace(id)?.name).toBe(id);
    } finally {
      controller.abort();
      await running;
      await proxy.close();
    }
  }

  // eslint-disable-next-line jest/expect-expect
  it('matches the real cluster after any schedule of faults', async () => {
    await assertSideBySide({
      name: 'network-faults',
      arbitrary: SCHEDULE,
      runs: 20,
      sideBySide: 6,
      check: follow,
      reproduce: () => [],
    });
  });
});
