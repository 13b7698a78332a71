import { DEFAULT_DELIVERY_LIMITS } from '@central-secrets/backstage-plugin-central-secrets-node';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import { requestLabel } from '../acceptance/manifests';
import { Answers } from '../scenarios/answers';
import { ScriptedCluster } from '../scenarios/scriptedCluster';
import { sideBySide } from '../scenarios/sideBySide';
import {
  CONDITIONED_STORE,
  conditionedStore,
  distributionOf,
  failingDeliveries,
  namespaceOf,
  NOT_THERE,
  Planned,
  plannedDeliveries,
  PREFIX,
} from './deliveries';
import { StateRecorder } from './stateRecorder';

const DELIVERIES = plannedDeliveries(63);
/** Removed again; the others exist until the end. */
const REMOVED = DELIVERIES.slice(0, 27);
const KEPT = DELIVERIES.slice(REMOVED.length);
const FAILING = failingDeliveries(18);
const AT_ONCE = 6;
const LIMIT_MS = 60_000;

/** What a delivery passes through, and nothing else, by what comes last. */
const ARRIVING = {
  label: 'not-requested → pending → synced',
  namespace: 'pending → synced',
  distribution: 'pending → synced',
};
/**
 * `orphaned` says here that it was removed, and that the copy is being deleted;
 * `pending` says only that the copy is being deleted, where the deletion is known
 * before the removal.
 */
const LEAVING = /^synced( → pending)?( → orphaned)? → not-requested$/;
/** The operator tells its state and, in an event, why: either may be known first. */
const FALLING_SHORT =
  /^pending( → failed: not known yet why)? → failed: source-missing$/;
/** Before a backend that starts has listed all that it needs. */
const NOT_YET_SEEN = 'unknown: cluster-unobserved';

describe('the states of deliveries on the real operator', () => {
  const { platform } = theWorld();
  const recorder = new StateRecorder(PREFIX);
  let cluster: ScriptedCluster;
  let answers: Answers;

  beforeAll(async () => {
    cluster = new ScriptedCluster({
      identity: platform.api.identity,
      newValue: () => 'not-a-real-value',
    });
    recorder.namespaces = [...DELIVERIES, ...FAILING].map(({ name }) => name);
    answers = await Answers.start({
      reader: platform.reader.identity,
      limits: DEFAULT_DELIVERY_LIMITS,
      onChange: recorder.look,
    });
    await cluster.apply(conditionedStore(cluster.url));
    // Of what is refused until its store is, an operator tells first that it failed.
    await waitFor(
      async () =>
        (
          await cluster.find(CONDITIONED_STORE)
        )?.status?.conditions?.[0]?.status === 'True',
      { reason: 'the store to be Ready' },
    );
  });

  afterAll(async () => {
    await answers?.stop();
    // None may be left to the next test: an API server that was restarted
    // has closed its connections, and the first request on each may fail.
    await sideBySide([...DELIVERIES, ...FAILING], AT_ONCE, async ({ name }) => {
      const reference = { kind: 'ClusterExternalSecret', name };
      await waitFor(
        async () => {
          const found = await cluster.find(reference);
          if (found && !found.metadata.deletionTimestamp) {
            await cluster.remove(reference);
          }
          return !found;
        },
        { reason: `the distribution ${name} to be gone` },
      );
    });
    // It reads the hub, which no doctor lets pass.
    await cluster?.remove(CONDITIONED_STORE);
    await cluster?.close();
  });

  function until(planned: Planned, state: string): Promise<unknown> {
    return waitFor(() => recorder.of(planned.id).at(-1) === state, {
      reason: `${planned.name} to be ${state}`,
      limitMs: LIMIT_MS,
      everyMs: 50,
      describe: () => recorder.of(planned.id).join(' → '),
    });
  }

  /** Counts by kind and way what was not passed through as it should be. */
  function otherThan(
    deliveries: readonly Planned[],
    expected: (planned: Planned) => string | RegExp,
  ): string[] {
    return deliveries.flatMap(planned => {
      const passed = recorder.of(planned.id).join(' → ');
      const should = expected(planned);
      return passed === should || passed.match(should)?.[0] === passed
        ? []
        : [`${planned.name} (${planned.kind}, by ${planned.way}): ${passed}`];
    });
  }

  function tell(
    what: string,
    deliveries: readonly Planned[],
    by: StateRecorder = recorder,
  ): void {
    const counts = Object.entries(by.sequences(deliveries.map(({ id }) => id)))
      .map(([sequence, count]) => `${count} × ${sequence}`)
      .join('; ');
    process.stderr.write(`${what}: ${counts}\n`);
  }

  async function deliver(planned: Planned): Promise<void> {
    switch (planned.way) {
      case 'label':
        await cluster.apply(
          namespaceOf(planned, false),
          distributionOf(planned),
        );
        await until(planned, 'not-requested');
        await cluster.patch(
          { kind: 'Namespace', name: planned.name },
          { metadata: { labels: requestLabel(planned.name) } },
        );
        break;
      case 'namespace':
        await cluster.apply(
          distributionOf(planned),
          namespaceOf(planned, true),
        );
        break;
      default:
        await cluster.apply(
          namespaceOf(planned, true),
          distributionOf(planned),
        );
    }
    await until(planned, 'synced');
  }

  it('are pending and then synced while a delivery arrives, and nothing else', async () => {
    await sideBySide(DELIVERIES, AT_ONCE, deliver);
    tell('deliveries that arrived', DELIVERIES);
    expect(otherThan(DELIVERIES, ({ way }) => ARRIVING[way])).toEqual([]);
  });

  it('are no longer requested after a request is removed, and in between being deleted', async () => {
    recorder.clear();
    REMOVED.forEach(({ name }) =>
      recorder.look(answers, { kind: 'namespaces', namespace: name }),
    );
    await sideBySide(REMOVED, AT_ONCE, async planned => {
      await cluster.patch(
        { kind: 'Namespace', name: planned.name },
        { metadata: { labels: { [`secrets/${planned.name}`]: null } } },
      );
      await until(planned, 'not-requested');
    });
    tell('deliveries that were removed', REMOVED);
    expect(otherThan(REMOVED, () => LEAVING)).toEqual([]);
  });

  it('are failed as soon as the operator says so, and say why when it has, and nothing else in between', async () => {
    await sideBySide(FAILING, AT_ONCE, async planned => {
      await cluster.apply(
        namespaceOf(planned, true),
        distributionOf(planned, NOT_THERE),
      );
      await until(planned, 'failed: source-missing');
    });
    tell('deliveries that failed', FAILING);
    expect(otherThan(FAILING, () => FALLING_SHORT)).toEqual([]);
  });

  it('do not change when the backend restarts', async () => {
    const restarted = new StateRecorder(PREFIX);
    restarted.namespaces = recorder.namespaces;
    const again = await Answers.start({
      reader: platform.reader.identity,
      limits: DEFAULT_DELIVERY_LIMITS,
      onChange: restarted.look,
    });
    restarted.look(again, { kind: 'namespaces' });
    await again.stop();
    tell('by a backend that restarted, those kept', KEPT, restarted);
    tell('and those removed', REMOVED, restarted);
    const settled = (planned: Planned) => {
      const said = restarted.of(planned.id);
      return said[0] === NOT_YET_SEEN ? said.slice(1) : said;
    };
    expect(KEPT.map(settled)).toEqual(KEPT.map(() => ['synced']));
    expect(REMOVED.map(settled)).toEqual(REMOVED.map(() => ['not-requested']));
  });

  it('do not change when the API server restarts', async () => {
    recorder.clear();
    const { controlPlane } = platform;
    const stoppedAt = Date.now();
    await controlPlane.stopApiServer();
    await controlPlane.startApiServer();
    await waitFor(
      () =>
        Object.values(answers.observations()).every(
          ({ observedAt = 0, error }) => !error && observedAt > stoppedAt,
        ),
      { reason: 'everything to be observed again', limitMs: LIMIT_MS },
    );
    recorder.look(answers, { kind: 'namespaces' });
    tell('while the API server restarted', KEPT);
    expect(otherThan(KEPT, () => 'synced')).toEqual([]);
  });
});
