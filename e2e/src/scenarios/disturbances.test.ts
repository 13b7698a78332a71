import { KubernetesObject } from '../framework/kubernetesApi';
import { theWorld } from '../jest/globals';
import { Answers } from './answers';
import { startObserver } from './observers';
import { addResults, ANSWERED_WITHIN_MS, lateCases } from './results';
import { captureSample, IS_CAPTURING } from './samples/capture';
import { readSamples, removeOtherSamples } from './samples/sampleFiles';
import { readSampleObjects } from './samples/sampleObjects';
import { sampleMismatch } from './samples/sampleMismatch';
import { startRealStage, Stage } from './stage';
import {
  Disturbance,
  ObserverName,
  DisturbanceScenario,
  DisturbanceCase,
} from './disturbance';
import { TOPICS } from './topics';
import { casesOf, DISTURBANCE_SCENARIOS } from './disturbances';
import { sceneOf, walk, Walked } from './walker';

/**
 * The demo cluster takes no part here: it has one version, one clock, no
 * resource definitions that could be removed, no quotas and no webhooks.
 */
describe('what is said of a delivery while the whole cluster is disturbed', () => {
  const world = theWorld();
  let real: Stage;
  const observers = new Map<ObserverName, Answers>();
  const walked = new Map<string, Walked>();

  beforeAll(async () => {
    real = await startRealStage(world);
  });

  afterAll(async () => {
    await addResults([...walked.values()]);
    await Promise.all([...observers.values()].map(answers => answers.stop()));
    await real.stop();
  });

  async function observe(observer: ObserverName): Promise<void> {
    if (!observers.has(observer)) {
      observers.set(
        observer,
        await startObserver(observer, world, real.cluster),
      );
    }
  }

  /** The stage as the case's observer sees it. */
  function stageOf({ observer }: DisturbanceCase): Stage {
    const answers = observer && observers.get(observer);
    return answers ? { ...real, answers } : real;
  }

  async function walkAll(
    cases: readonly DisturbanceCase[],
    objects: ReadonlyMap<string, KubernetesObject[]>,
  ): Promise<void> {
    const disturbedAt = Date.now();
    const walkOne = async (scenarioCase: DisturbanceCase) => {
      const stage = stageOf(scenarioCase);
      const result = await walk(stage, scenarioCase, disturbedAt);
      walked.set(scenarioCase.name, result);
      if (IS_CAPTURING && !result.wrong) {
        await captureSample(
          stage,
          scenarioCase,
          objects.get(scenarioCase.name),
        );
      }
    };
    await Promise.all(cases.map(walkOne));
  }

  async function runThrough({
    phases,
    end,
  }: DisturbanceScenario): Promise<void> {
    const { platform } = world;
    const disturbance: Disturbance = {
      platform,
      cluster: real.cluster,
      observe,
    };
    const all = phases.flatMap(({ cases }) => cases);
    await Promise.all(
      all.map(async scenarioCase =>
        scenarioCase.prepare?.(sceneOf(real, scenarioCase)),
      ),
    );
    try {
      for (const { begin, cases, isSilent } of phases) {
        const objects = new Map<string, KubernetesObject[]>();
        for (const scenarioCase of IS_CAPTURING && isSilent ? cases : []) {
          const { name } = scenarioCase;
          objects.set(
            name,
            await readSampleObjects(real.cluster, scenarioCase),
          );
        }
        await begin(disturbance);
        await walkAll(cases, objects);
      }
    } finally {
      await end(disturbance);
    }
  }

  describe.each(DISTURBANCE_SCENARIOS)('$title', disturbance => {
    beforeAll(() => runThrough(disturbance), 480_000);

    it.each(casesOf(disturbance))('$name: $what', ({ name }) => {
      const { wrong, got } = walked.get(name)!;
      expect({ wrong, got: wrong && got }).toEqual({});
    });
  });

  it(`follows the cluster's own change within ${
    ANSWERED_WITHIN_MS / 1_000
  } s`, () => {
    expect(lateCases(walked.values())).toEqual([]);
  });

  it('has a sample of each case of both tables, and of no other, that says what they say', async () => {
    const cases = TOPICS.flatMap(topic => topic.cases);
    if (IS_CAPTURING) {
      await removeOtherSamples(new Set(cases.map(({ name }) => name)));
    }
    const samples = await readSamples();
    const named = new Map(samples.map(sample => [sample.case, sample]));
    const wrong = cases.flatMap(scenarioCase => {
      const { name } = scenarioCase;
      return sampleMismatch(scenarioCase, named.get(name)) ?? [];
    });
    expect(wrong).toEqual([]);
    expect(samples).toHaveLength(cases.length);
  });
});
