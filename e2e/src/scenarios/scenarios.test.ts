import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import { CALM_CASES, STANDSTILL_CASES } from './cases';
import { comparable } from './comparable';
import { DIFFERENCES } from './differences';
import { mismatch } from './mismatch';
import { INDEX_NAMESPACE, IndexedHub } from '../hubIndex/indexedHub';
import { grantRefusalRights } from './otherTexts/refusalRights';
import {
  compareAnswers,
  describeComparison,
} from './otherTexts/compareAnswers';
import {
  OTHER_TEXTS,
  RANDOM_TEXTS,
  TEXTS_SINCE_2_14,
  TextObservers,
} from './otherTexts/TextObservers';
import { addResults, ANSWERED_WITHIN_MS, lateCases } from './results';
import { captureSample, IS_CAPTURING } from './samples/capture';
import { sideBySide } from './sideBySide';
import { startDemoStage, startRealStage, Stage } from './stage';
import { ScenarioCase } from './scenario';
import { answerTo, idOf, sceneOf, walk, Walked } from './walker';

const SITUATIONS = 'component:default/situations';
const ALL_CASES = [...CALM_CASES, ...STANDSTILL_CASES];
/** For what is written last, such as an event that came a moment after its condition. */
const SETTLED_WITHIN_MS = 60_000;
/** So many that the operator keeps up with them; most of their time is spent in waiting for it. */
const CASES_AT_ONCE = 24;

/** Only the operator's words tell the owner of a Secret that is not its own. */
const STATES_FROM_TEXTS = ['owned-by-controller: failed'];

/** The share of the causes that other evidence than the texts shows, at least. */
const LEAST_CAUSES: Readonly<Record<string, number>> = {
  [TEXTS_SINCE_2_14]: 0.75,
  // Without texts, more waits for answers in the background: 56 % on a machine at rest.
  [RANDOM_TEXTS]: 0.45,
};

/** One case of each kind of answer, to be asked for over HTTP too. */
const SHOWN_CASES = CALM_CASES.filter(
  ({ expected }, index) =>
    expected.state !== 'absent' &&
    CALM_CASES.findIndex(
      ({ expected: { state, cause } }) =>
        state === expected.state && cause === expected.cause,
    ) === index,
);

describe('what is said of a delivery', () => {
  const { client } = theWorld();
  let real: Stage;
  let demo: Stage;
  let hub: IndexedHub;
  let observers: TextObservers;
  let removeRefusalRights: () => Promise<void>;
  const walked = new Map<string, Walked>();
  const differing = new Set<string>();
  const notComparable = new Set<string>();
  const ghosts: string[] = [];

  beforeAll(async () => {
    [real, demo] = await Promise.all([
      startRealStage(theWorld()),
      startDemoStage(),
    ]);
    const { platform } = theWorld();
    hub = await IndexedHub.prepare(platform);
    hub.start();
    removeRefusalRights = await grantRefusalRights(theWorld().platform);
    observers = await TextObservers.start(
      platform.reader.identity,
      INDEX_NAMESPACE,
    );
    await Promise.all([
      walkOnBoth(CALM_CASES),
      ...[real, demo].map(prepareStandstill),
    ]);
    ghosts.push(...(await findGhosts()));
    [real, demo].forEach(({ operator }) => operator.pause());
    try {
      await walkOnBoth(STANDSTILL_CASES);
    } finally {
      [real, demo].forEach(({ operator }) => operator.resume());
    }
    await addResults([...walked.values()]);
    process.stderr.write(
      `not compared, the real operator fell behind: ${notComparable.size}\n`,
    );
  }, 600_000);

  afterAll(async () => {
    await observers?.stop();
    await removeRefusalRights?.();
    await Promise.all([real, demo].map(stage => stage?.stop()));
    await hub?.end();
  });

  /** Each is compared as soon as it is walked on both: later, time may have gone on. */
  async function walkOnBoth(cases: readonly ScenarioCase[]): Promise<void> {
    await sideBySide(cases, CASES_AT_ONCE, async scenarioCase => {
      const [onReal] = await Promise.all(
        [real, demo].map(stage => walk(stage, scenarioCase)),
      );
      walked.set(scenarioCase.name, onReal);
      await compare(scenarioCase);
      await observers.observe(scenarioCase);
      if (IS_CAPTURING && !onReal.wrong) {
        await captureSample(real, scenarioCase);
      }
    });
  }

  async function compare(scenarioCase: ScenarioCase): Promise<void> {
    const isSame = () => {
      const [one, other] = [real, demo].map(stage =>
        JSON.stringify(comparable(answerTo(stage, scenarioCase))),
      );
      return one === other;
    };
    await waitFor(isSame, {
      reason: `one answer about ${scenarioCase.name}`,
      limitMs: scenarioCase.name in DIFFERENCES ? 0 : SETTLED_WITHIN_MS,
    }).catch(() => {
      // Where the real operator has fallen behind meanwhile (stale), there is
      // no longer one situation to compare.
      const { expected, name } = scenarioCase;
      const movedOn = mismatch(expected, answerTo(real, scenarioCase));
      (movedOn ? notComparable : differing).add(name);
    });
  }

  /** Rows about something that is neither asked for nor there. */
  async function findGhosts(): Promise<string[]> {
    const { api } = theWorld().platform;
    const there = await api.list(
      '/apis/external-secrets.io/v1/externalsecrets',
    );
    const names = new Set(
      there.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
    );
    return CALM_CASES.flatMap(({ name }) =>
      real.answers
        .deliveriesOf(`case-${name}`)
        .filter(
          ({ state, namespace, externalSecret, requestLabels, distribution }) =>
            // In a namespace that is going away every row says that.
            !['not-requested', 'terminating'].includes(state) &&
            !names.has(`${namespace}/${externalSecret}`) &&
            !distribution?.startsWith(name) &&
            Object.keys(requestLabels).length > 0,
        )
        .map(({ id, state }) => `${id} ${state}`),
    );
  }

  async function prepareStandstill(stage: Stage): Promise<void> {
    await Promise.all(
      STANDSTILL_CASES.map(scenarioCase =>
        scenarioCase.prepare?.(sceneOf(stage, scenarioCase)),
      ),
    );
  }

  it.each(ALL_CASES)('$name: $what', ({ name }) => {
    const { wrong, got } = walked.get(name)!;
    expect({ wrong, got: wrong && got }).toEqual({});
  });

  it('is the same over HTTP, for each state and cause', async () => {
    for (const { name, expected } of SHOWN_CASES) {
      // What a namespace has nothing of is shown where it is offered.
      if (expected.state === 'not-requested') {
        await real.cluster.patch(
          { kind: 'ClusterExternalSecret', name },
          {
            metadata: {
              annotations: { 'central-secrets/self-service': 'true' },
            },
          },
        );
      }
      await real.cluster.patch(
        { kind: 'Namespace', name: `case-${name}` },
        {
          metadata: { labels: { 'backstage.io/kubernetes-id': 'situations' } },
        },
      );
    }
    const wrongOverHttp = async () => {
      const { deliveries } = await client.deliveries('jane', SITUATIONS);
      const rows = new Map(deliveries.map(row => [row.id, row]));
      return SHOWN_CASES.flatMap(scenarioCase => {
        const wrong = mismatch(
          scenarioCase.expected,
          rows.get(idOf(scenarioCase)),
        );
        return wrong ? [`${scenarioCase.name}: ${wrong}`] : [];
      });
    };
    await waitFor(async () => (await wrongOverHttp()).length === 0, {
      reason: 'the same answers over HTTP',
      limitMs: SETTLED_WITHIN_MS,
      everyMs: 1_000,
    }).catch(() => {});
    expect(await wrongOverHttp()).toEqual([]);
  });

  it('has no row about what is neither asked for nor there', () => {
    expect(ghosts).toEqual([]);
  });

  it.each(ALL_CASES.filter(({ name }) => !(name in DIFFERENCES)))(
    '$name: the demo cluster gives the same answer',
    ({ name }) => {
      const [onReal, onDemo] = [real, demo].map(stage =>
        comparable(answerTo(stage, ALL_CASES.find(one => one.name === name)!)),
      );
      expect(differing.has(name) && { onReal, onDemo }).toBe(false);
    },
  );

  it.each(Object.keys(OTHER_TEXTS))('has the same states with %s', texts => {
    const comparison = compareAnswers(observers.seen(texts));
    process.stderr.write(describeComparison(texts, comparison));
    expect(comparison.otherStates).toEqual(
      texts === RANDOM_TEXTS ? STATES_FROM_TEXTS : [],
    );
  });

  it.each(Object.keys(OTHER_TEXTS))('has no wrong cause with %s', texts => {
    const comparison = compareAnswers(observers.seen(texts));
    expect(comparison.wrongCauses).toEqual([]);
    const { withCause, lostCauses } = comparison;
    expect(1 - lostCauses.length / withCause).toBeGreaterThan(
      LEAST_CAUSES[texts],
    );
  });

  it(`follows the cluster's own change within ${
    ANSWERED_WITHIN_MS / 1_000
  } s`, () => {
    expect(lateCases(walked.values())).toEqual([]);
  });

  it('compares every case with the demo cluster', () => {
    expect([...notComparable]).toEqual([]);
  });

  it.each(Object.entries(DIFFERENCES))(
    '%s: the demo cluster differs, because %s',
    name => {
      expect(differing).toContain(name);
    },
  );
});
