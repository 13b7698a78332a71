import fc from 'fast-check';
import {
  ModelledOperator,
  readVersion,
} from './__testUtils__/modelledOperator';
import {
  firstSeen,
  followCopy,
  operatorAhead,
  proveSync,
  SeenCopy,
  Trigger,
} from '.';

const START = Date.parse('2026-11-23T05:00:00Z');
const MARK = 'this wait';
const SECOND_MS = 1_000;
const RUNS = { numRuns: 5_000 };

type Step =
  | { readonly kind: 'start'; readonly lag: number }
  | { readonly kind: 'finish'; readonly succeeds: boolean }
  | {
      readonly kind:
        | 'read'
        | 'touch'
        | 'restart'
        | 'recreate'
        | 'blind'
        | 'see';
    };

interface Script {
  readonly steps: readonly { readonly step: Step; readonly afterMs: number }[];
  /** The step before which the wait begins. */
  readonly beginsAt: number;
  readonly skewMs: number;
  readonly refresh: boolean;
}

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('start' as const),
      lag: fc.constantFrom(0, 0, 0, 1, 2),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('finish' as const),
      succeeds: fc.constantFrom(true, true, true, false),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ kind: 'read' as const }) },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(
        'touch' as const,
        'restart' as const,
        'recreate' as const,
        'blind' as const,
        'see' as const,
      )
      .map(kind => ({ kind })),
  },
);

const script: fc.Arbitrary<Script> = fc.record({
  steps: fc.array(
    fc.record({
      step,
      afterMs: fc.oneof(
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 0, max: 2_500 }),
      ),
    }),
    { minLength: 5, maxLength: 30 },
  ),
  beginsAt: fc.integer({ min: 0, max: 15 }),
  skewMs: fc.constantFrom(0, -5_000, -600_000, 600_000),
  refresh: fc.boolean(),
});

type Judge = (
  seen: SeenCopy,
  facts: ReturnType<typeof readVersion>['facts'],
  trigger: Trigger,
  operatorAheadMs: number,
) => boolean;

const PROVEN: Judge = (seen, facts, trigger, operatorAheadMs) =>
  proveSync(facts, seen, trigger, { operatorAheadMs }).counts;

/** Every moment at which a wait would end, and when the source was read for it. */
function endsOf({ steps, beginsAt, skewMs, refresh }: Script, judge: Judge) {
  const operator = new ModelledOperator(START, skewMs);
  const ends: { sourceReadAt: number; beganAt: number }[] = [];
  let beganAt: number | undefined;
  let notBefore = 0;
  let seen: SeenCopy | undefined;
  let ahead = -Infinity;
  let isBlind = false;

  const look = () => {
    if (beganAt === undefined || isBlind) {
      return;
    }
    const { current } = operator;
    const { facts, copy } = readVersion(current);
    seen = seen ? followCopy(seen, copy) : firstSeen(copy, false);
    ahead = Math.max(ahead, operatorAhead(current));
    const trigger = { notBefore, ...(refresh ? { mark: MARK } : {}) };
    if (current.isReady && judge(seen, facts, trigger, ahead)) {
      ends.push({ beganAt, sourceReadAt: current.sourceReadAt! });
    }
  };

  steps.forEach(({ step: each, afterMs }, index) => {
    operator.now += afterMs;
    if (index === beginsAt) {
      beganAt = operator.now;
      notBefore = Math.floor(beganAt / SECOND_MS) * SECOND_MS + SECOND_MS;
      look();
      if (refresh) {
        operator.mark(MARK);
        look();
      }
      operator.now += 1;
    }
    switch (each.kind) {
      case 'start':
        operator.start(each.lag);
        break;
      case 'read':
        operator.readSource();
        break;
      case 'finish':
        operator.finish(each.succeeds);
        break;
      case 'blind':
      case 'see':
        isBlind = each.kind === 'blind';
        break;
      default:
        operator[each.kind]();
    }
    look();
  });
  return ends;
}

const isNeverEarly = (judge: Judge) =>
  fc.property(script, each =>
    endsOf(each, judge).every(
      ({ sourceReadAt, beganAt }) => sourceReadAt >= beganAt,
    ),
  );

describe('a wait for a sync after its beginning', () => {
  it('is never over before the source was read again, in any order of changes, syncs, failures and restarts', () => {
    expect(() => fc.assert(isNeverEarly(PROVEN), RUNS)).not.toThrow();
  });

  it('is over in many of these orders', () => {
    const scripts = fc.sample(script, RUNS);
    const ended = (refresh: boolean) =>
      scripts.filter(
        each => each.refresh === refresh && endsOf(each, PROVEN).length > 0,
      );
    expect(ended(true).length).toBeGreaterThan(RUNS.numRuns / 50);
    expect(ended(false).length).toBeGreaterThan(RUNS.numRuns / 50);
  });

  it.each<[string, Judge]>([
    [
      'a refreshTime of the same second',
      (seen, facts, trigger, ahead) =>
        PROVEN(
          seen,
          facts,
          { ...trigger, notBefore: trigger.notBefore! - SECOND_MS },
          ahead,
        ),
    ],
    [
      "the operator's clock, which may be ahead",
      (seen, facts, trigger) => PROVEN(seen, facts, trigger, -Infinity),
    ],
    [
      'the first result that is written after the first look',
      (seen, facts, trigger, ahead) =>
        !seen.isFirstVersion || PROVEN(seen, facts, trigger, ahead),
    ],
    [
      'the mark, whether or not it was synced',
      (seen, facts, trigger, ahead) =>
        facts.mark === MARK || PROVEN(seen, facts, trigger, ahead),
    ],
  ])('would be early if it trusted %s', (_, judge) => {
    expect(fc.check(isNeverEarly(judge), RUNS).failed).toBe(true);
  });

  it.each([0, -600_000])(
    'ends with the first sync that begins in a later second, with an operator whose clock is %i ms off',
    skewMs => {
      const operator = new ModelledOperator(START, skewMs);
      operator.start(0);
      operator.finish(true);
      const { copy } = readVersion(operator.current);
      const seen = firstSeen(copy, false);
      const notBefore = START + SECOND_MS;
      operator.now = notBefore + Math.max(0, -skewMs);
      operator.start(0);
      operator.finish(true);
      const after = readVersion(operator.current);
      expect(
        proveSync(
          after.facts,
          followCopy(seen, after.copy),
          { notBefore },
          {
            operatorAheadMs: operatorAhead(operator.current),
          },
        ),
      ).toEqual({ counts: true });
    },
  );
});
