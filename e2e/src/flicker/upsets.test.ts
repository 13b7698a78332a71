import { DEFAULT_DELIVERY_LIMITS } from '@central-secrets/backstage-plugin-central-secrets-node';
import { DemoCluster, startDemoCluster } from '@central-secrets/demo-cluster';
import { waitFor } from '@central-secrets/dev-tools';
import { Answers } from '../scenarios/answers';
import { StateRecorder } from './stateRecorder';

/** Those that a real cluster cannot be made to have at will, on the demo's world, which shows ten states. */
describe('the states of deliveries, when connections fail', () => {
  const recorder = new StateRecorder('');
  let demo: DemoCluster;
  let answers: Answers;

  beforeAll(async () => {
    demo = await startDemoCluster({ bookmarkIntervalMs: 200 });
    answers = await startAnswers(recorder);
    await waitFor(() => Object.keys(states()).length > 5, {
      reason: 'the states of the world',
    });
    // Nothing but the connections is to change from now on.
    demo.operator.pause();
  });

  afterAll(async () => {
    await answers?.stop();
    await demo?.stop();
  });

  function startAnswers(into: StateRecorder): Promise<Answers> {
    into.namespaces = demo.api
      .list('Namespace')
      .map(({ metadata }) => metadata.name);
    return Answers.start({
      reader: {
        url: demo.url,
        certificateAuthority: '',
        token: demo.tokens.reader,
      },
      limits: DEFAULT_DELIVERY_LIMITS,
      // Ten upsets in a row are no reason to wait here.
      timing: { backoffFirstMs: 20, backoffLimitMs: 100, catchUpMs: 200 },
      onChange: into.look,
    });
  }

  /** How many rows are in each state now. */
  function states(): Record<string, number> {
    const now = new StateRecorder('');
    now.namespaces = recorder.namespaces;
    now.look(answers, { kind: 'namespaces' });
    return now.sequences();
  }

  async function untilObservedAgain(since: number): Promise<void> {
    await waitFor(
      () =>
        Object.values(answers.observations()).every(
          ({ observedAt = 0, error }) => !error && observedAt > since,
        ),
      { reason: 'every kind to be observed again', everyMs: 20 },
    );
  }

  it.each([
    ['connections are cut', () => demo.dropConnections()],
    [
      'connections are cut, and the versions are gone (410): everything is listed again',
      () => {
        demo.compact();
        demo.dropConnections();
      },
    ],
  ])('do not change while %s, ten times', async (_, upset) => {
    const before = states();
    recorder.clear();
    for (let time = 0; time < 10; time += 1) {
      const since = Date.now();
      upset();
      await untilObservedAgain(since);
    }
    recorder.look(answers, { kind: 'namespaces' });
    expect(recorder.sequences()).toEqual(before);
  });

  it('are never others than unknown before they are what they were, when the backend restarts', async () => {
    const before = states();
    const restarted = new StateRecorder('');
    const again = await startAnswers(restarted);
    restarted.look(again, { kind: 'namespaces' });
    await again.stop();
    const settled = Object.fromEntries(
      Object.entries(restarted.sequences()).map(([sequence, count]) => [
        sequence.replace(/^unknown: cluster-unobserved → /, ''),
        count,
      ]),
    );
    expect(settled).toEqual(before);
  });
});
