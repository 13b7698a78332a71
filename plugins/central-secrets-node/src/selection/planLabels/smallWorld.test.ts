import fc from 'fast-check';
import { LabelSelector } from '../../records';
import { isSelected } from '../selectors';
import { applyLabelChange } from './applyLabelChange';
import { NAME_LABEL } from './labelValues';
import { LabelPlan } from './LabelPlan';
import { planDeselection } from './planDeselection';
import { planSelection } from './planSelection';

/** So few labels that all changes can be tried in no time, and many plans with them. */
const KEYS = ['a', 'b', 'c'];
const VALUES = [undefined, '1', '2', 'other'];
const NAME = { [NAME_LABEL]: 'shop' };

type Labels = Record<string, string>;

const EVERY_LABELS: Labels[] = KEYS.reduce<Labels[]>(
  (all, key) =>
    all.flatMap(labels =>
      VALUES.map(value =>
        value === undefined ? labels : { ...labels, [key]: value },
      ),
    ),
  [NAME],
);

const label = fc.oneof(
  {
    arbitrary: fc.record({
      key: fc.constantFrom(...KEYS),
      values: fc.uniqueArray(fc.constantFrom('1', '2'), { minLength: 1 }),
    }),
    weight: 5,
  },
  {
    arbitrary: fc.record({
      key: fc.constant(NAME_LABEL),
      values: fc.constantFrom(['shop'], ['another']),
    }),
    weight: 1,
  },
);
const requirement = fc
  .tuple(label, fc.constantFrom('In', 'In', 'NotIn', 'Exists', 'DoesNotExist'))
  .map(([{ key, values }, operator]) => ({
    key,
    operator,
    ...(/In$/.test(operator) ? { values } : {}),
  }));
const selector: fc.Arbitrary<LabelSelector> = fc.record({
  matchExpressions: fc.array(requirement, { minLength: 1, maxLength: 3 }),
});
const selectorsArbitrary = fc.array(selector, { minLength: 1, maxLength: 4 });
const labelsArbitrary = fc.constantFrom(...EVERY_LABELS);
const othersArbitrary = fc.array(
  fc.record({ selectors: fc.tuple(selector), offered: fc.boolean() }),
  { minLength: 1, maxLength: 3 },
);

const changedKeys = (before: Labels, after: Labels) =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    each => before[each] !== after[each],
  );

/** The labels after a plan; undefined: there is none. */
function outcome(labels: Labels, { change }: LabelPlan): Labels | undefined {
  return change && applyLabelChange(labels, change);
}

function fewest(labels: Labels, candidates: Labels[]): number {
  return Math.min(
    ...candidates.map(after => changedKeys(labels, after).length),
  );
}

describe.each([
  ['planSelection', planSelection, true],
  ['planDeselection', planDeselection, false],
] as const)('%s among few labels', (_, plan, isWanted) => {
  const goals = (selectors: LabelSelector[]) =>
    EVERY_LABELS.filter(
      labels => isSelected({ selectors }, { labels }) === isWanted,
    );

  it('finds the fewest labels, or there is no change', () => {
    fc.assert(
      fc.property(selectorsArbitrary, labelsArbitrary, (selectors, labels) => {
        const after = outcome(labels, plan(selectors, labels));
        const candidates = goals(selectors);
        expect(after === undefined).toBe(candidates.length === 0);
        fc.pre(after !== undefined);
        expect(isSelected({ selectors }, { labels: after! })).toBe(isWanted);
        expect(after![NAME_LABEL]).toBe('shop');
        expect(changedKeys(labels, after!)).toHaveLength(
          fewest(labels, candidates),
        );
      }),
      { numRuns: 1_000 },
    );
  });
});

/** Fewer that are not offered, then fewer labels, then fewer that arrive, then fewer that leave. */
function compareCosts(one: readonly number[], other: readonly number[]) {
  const at = one.findIndex((cost, index) => cost !== other[index]);
  return at < 0 ? 0 : one[at] - other[at];
}

describe('planDeselection among few labels and other distributions', () => {
  /** Every change that ends the selection, and would not without one of its labels. */
  const smallest = (selectors: LabelSelector[], labels: Labels) => {
    const ends = EVERY_LABELS.filter(
      after => !isSelected({ selectors }, { labels: after }),
    );
    return ends.filter(
      after =>
        !ends.some(
          other =>
            changedKeys(labels, other).length <
              changedKeys(labels, after).length &&
            changedKeys(labels, other).every(
              key => labels[key] !== after[key] && other[key] === after[key],
            ),
        ),
    );
  };

  it('finds what is as good as any change in which every label is needed', () => {
    fc.assert(
      fc.property(
        selectorsArbitrary,
        labelsArbitrary,
        othersArbitrary,
        (selectors, labels, all) => {
          fc.pre(isSelected({ selectors }, { labels }));
          const was = all.filter(each => isSelected(each, { labels }));
          const cost = (after: Labels) => {
            const is = all.filter(each => isSelected(each, { labels: after }));
            const arriving = is.filter(each => !was.includes(each));
            return [
              arriving.filter(({ offered }) => !offered).length,
              changedKeys(labels, after).length,
              arriving.filter(({ offered }) => offered).length,
              was.filter(each => !is.includes(each)).length,
            ];
          };
          const candidates = smallest(selectors, labels);
          fc.pre(candidates.length > 0);
          const [best] = candidates.map(cost).sort(compareCosts);
          const plan = planDeselection(selectors, labels, {
            others: all.map(({ selectors: own, offered }) => ({
              selectors: own,
              isOffered: () => offered,
            })),
          });
          const after = outcome(labels, plan)!;
          expect(isSelected({ selectors }, { labels: after })).toBe(false);
          expect(compareCosts(cost(after), best)).toBeLessThanOrEqual(0);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
