import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { LabelSelector } from '../../records';
import { planDeselection } from './planDeselection';
import { planSelection } from './planSelection';
import { StepBudget } from './StepBudget';

/** Counts how often anything in the selectors is read. */
function counting(selectors: LabelSelector[]) {
  const reads = { count: 0 };
  const wrap = <T>(value: T): T =>
    typeof value === 'object' && value !== null
      ? (new Proxy(value, {
          get(target, property, receiver) {
            reads.count += 1;
            return wrap(Reflect.get(target, property, receiver));
          },
        }) as T)
      : value;
  return { selectors: wrap(selectors), reads };
}

function range<T>(length: number, make: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => make(index));
}

const labelled = (count: number) =>
  Object.fromEntries(
    range(count, index => [
      [`a-${index}`, '1'],
      [`b-${index}`, '1'],
    ]).flat(),
  );

/** Each selector matches, by either of two labels of its own: 2ⁿ ways to try. */
const pairs = (count: number): LabelSelector[] =>
  range(count, index => ({
    matchLabels: { [`a-${index}`]: '1', [`b-${index}`]: '1' },
  }));

/** One label with many values, in many selectors. */
const manyValues = (count: number): LabelSelector[] => [
  {
    matchExpressions: [
      { key: 'a', operator: 'NotIn', values: range(count, at => `v-${at}`) },
    ],
  },
  ...range(count, index => ({ matchLabels: { a: `v-${index}` } })),
];

describe('planDeselection of large selectors', () => {
  // Some 9 kB and 133 kB as JSON.
  it.each([
    ['pairs', 200, pairs(200), labelled(200)],
    ['pairs', 3_000, pairs(3_000), labelled(3_000)],
    ['values', 250, manyValues(250), {}],
    ['values', 4_000, manyValues(4_000), {}],
  ])(
    'reads %s (%d) once or twice, and takes a bounded number of steps',
    (_case, count, large, labels) => {
      const { selectors, reads } = counting(large);
      const budget = new StepBudget(20_000);
      planDeselection(selectors, labels, { budget });
      // Each selector and value is read, iterated and validated.
      expect(reads.count).toBeLessThan(count * 40);
      // The last step may be a look at every selector.
      expect(budget.spent).toBeLessThanOrEqual(budget.limit + 4 * count);
    },
  );

  it('says that the selectors are too complex, and not that there is no change', () => {
    const plan = planDeselection(pairs(3_000), labelled(3_000));
    expect(plan.change).toBeUndefined();
    expect(plan.tooComplex).toBe(true);
    expect(plan.impossible?.code).toBe('selectors-too-complex');
  });

  it('still ends what takes one label, among thousands of selectors', () => {
    const selectors = [
      ...pairs(2_000),
      { matchLabels: { 'secrets/a': 'true' } },
    ];
    expect(planDeselection(selectors, { 'secrets/a': 'true' })).toEqual({
      change: { add: {}, remove: ['secrets/a'] },
    });
  });

  it('still ends a hundred selections at once', () => {
    expect(
      planDeselection(pairs(100), labelled(100)).change?.remove,
    ).toHaveLength(100);
  });

  it('knows at once that nothing ends a selection by name', () => {
    const budget = new StepBudget(20_000);
    const name = { 'kubernetes.io/metadata.name': 'shop' };
    const selectors = [...pairs(200), { matchLabels: name }];
    expect(
      planDeselection(selectors, { ...labelled(200), ...name }, { budget }),
    ).toEqual({
      impossible: message('selects-by-name.this'),
    });
    expect(budget.spent).toBe(0);
  });
});

describe('planSelection of large selectors', () => {
  it('reads each value once or twice', () => {
    const { selectors, reads } = counting([
      {
        matchExpressions: [
          {
            key: 'a',
            operator: 'NotIn',
            values: range(5_000, at => `value-${at}`),
          },
          {
            key: 'a',
            operator: 'NotIn',
            values: ['true', 'yes', 'on', 'enabled'],
          },
          { key: 'a', operator: 'Exists' },
        ],
      },
      ...range(1_000, index => ({
        matchLabels: { b: '1', [`c-${index}`]: '1' },
      })),
    ]);
    expect(planSelection(selectors, {})).toEqual({
      change: { add: { a: 'value-5000' }, remove: [] },
    });
    expect(reads.count).toBeLessThan(6_000 * 40);
  });

  it('gives up the search for a value that brings nothing else, and says so', () => {
    const budget = new StepBudget(20_000);
    const exists: LabelSelector = {
      matchExpressions: [{ key: 'a', operator: 'Exists' }],
    };
    const plan = planSelection(
      [exists],
      {},
      {
        budget,
        others: [
          { selectors: [exists], isOffered: () => false },
          ...range(2_000, index => ({
            selectors: [{ matchLabels: { a: `v-${index}` } }],
            isOffered: () => true,
          })),
        ],
      },
    );
    expect(plan).toEqual({
      change: { add: { a: 'true' }, remove: [] },
      tooComplex: true,
    });
    expect(budget.spent).toBeLessThanOrEqual(budget.limit + 4_100);
  });
});
