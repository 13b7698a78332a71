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

  it('still ends a hundred selections at once, and looks no further', () => {
    const budget = new StepBudget(100_000);
    expect(
      planDeselection(pairs(100), labelled(100), { budget }).change?.remove,
    ).toHaveLength(100);
    expect(budget.isExhausted).toBe(false);
  });

  it('looks for no larger change, where the smallest brings nothing that is not offered', () => {
    const budget = new StepBudget(20_000);
    const shared = { shared: 'yes' };
    const plan = planDeselection(
      range(6, index => ({ matchLabels: { ...shared, [`a-${index}`]: '1' } })),
      { ...shared, ...labelled(6) },
      {
        budget,
        // It leaves with the label, whatever value that gets.
        others: [
          { selectors: [{ matchLabels: shared }], isOffered: () => true },
        ],
      },
    );
    expect(plan).toEqual({ change: { add: {}, remove: ['shared'] } });
    expect(budget.spent).toBeLessThan(1_000);
  });

  it('knows soon that a selection is permanent', () => {
    const budget = new StepBudget(20_000);
    const selectors = [
      ...pairs(4),
      { matchExpressions: [{ key: 'c', operator: 'Exists' }] },
      { matchExpressions: [{ key: 'c', operator: 'DoesNotExist' }] },
    ];
    expect(
      planDeselection(selectors, labelled(4), { budget }).impossible?.code,
    ).toBe('selection-permanent');
    expect(budget.spent).toBeLessThan(1_000);
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

  it('tries no other value, where the first one brings nothing else', () => {
    const budget = new StepBudget(20_000);
    const plan = planSelection(
      [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }],
      {},
      {
        budget,
        others: range(500, index => ({
          selectors: [{ matchLabels: { a: `v-${index}` } }],
          isOffered: () => true,
        })),
      },
    );
    expect(plan).toEqual({ change: { add: { a: 'true' }, remove: [] } });
    // It looks at each other distribution once.
    expect(budget.spent).toBeLessThanOrEqual(2 * 500);
  });

  it('says that it gave up, also where it has tried all of another selector', () => {
    const exists = (key: string): LabelSelector => ({
      matchExpressions: [{ key, operator: 'Exists' }],
    });
    const plan = planSelection(
      [{ matchLabels: { b: '1' } }, exists('a')],
      {},
      {
        budget: new StepBudget(20_000),
        others: [
          { selectors: [exists('a')], isOffered: () => false },
          { selectors: [exists('b')], isOffered: () => false },
          ...range(2_000, index => ({
            selectors: [{ matchLabels: { a: `v-${index}` } }],
            isOffered: () => true,
          })),
        ],
      },
    );
    expect(plan).toEqual({
      change: { add: { b: '1' }, remove: [] },
      tooComplex: true,
    });
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
