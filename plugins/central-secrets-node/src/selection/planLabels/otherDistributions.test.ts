import fc from 'fast-check';
import {
  labelsArbitrary,
  selectorArbitrary,
} from '../__testUtils__/arbitraries';
import { changedKeys, EVERY_LABELS } from '../__testUtils__/everyLabels';
import { LabelSelector } from '../../records';
import {
  isSelected,
  requirementMatches,
  requirementsOf,
  selectorMatches,
} from '../selectors';
import { applyLabelChange } from './applyLabelChange';
import { planDeselection } from './planDeselection';
import { planSelection } from './planSelection';

type Labels = Record<string, string>;

interface Other {
  selectors: LabelSelector[];
  offered: boolean;
}

const EXISTS: LabelSelector = {
  matchExpressions: [{ key: 'secrets/a', operator: 'Exists' }],
};
const ABSENT: LabelSelector = {
  matchExpressions: [{ key: 'secrets/a', operator: 'DoesNotExist' }],
};
const value = (text: string): LabelSelector => ({
  matchLabels: { 'secrets/a': text },
});

function others(...all: Other[]) {
  return {
    others: all.map(({ selectors, offered }) => ({
      selectors,
      isOffered: () => offered,
    })),
  };
}
const refused = (...selectors: LabelSelector[]) =>
  others({ selectors, offered: false });
const offered = (...selectors: LabelSelector[]) =>
  others({ selectors, offered: true });

const othersArbitrary = fc.array(
  fc.record({
    selectors: fc.array(selectorArbitrary, { minLength: 1, maxLength: 2 }),
    offered: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
);

/** Arriving and not offered, arriving and offered, leaving. */
function sideEffects(all: Other[], before: Labels, after: Labels): number[] {
  const count = (is: (other: Other) => boolean) => all.filter(is).length;
  const was = (other: Other) => isSelected(other, { labels: before });
  const is = (other: Other) => isSelected(other, { labels: after });
  return [
    count(other => !was(other) && is(other) && !other.offered),
    count(other => !was(other) && is(other) && other.offered),
    count(other => was(other) && !is(other)),
  ];
}

function compare(left: number[], right: number[]): number {
  const index = left.findIndex((count, at) => count !== right[at]);
  return index < 0 ? 0 : left[index] - right[index];
}

/** Every set of labels that one selector accepts, in which those alone differ that it did not accept. */
function waysToSelect(selectors: LabelSelector[], labels: Labels): Labels[] {
  return selectors.flatMap(selector => {
    const failing = new Set(
      requirementsOf(selector)
        .filter(requirement => !requirementMatches(requirement, labels))
        .map(({ key }) => key),
    );
    return EVERY_LABELS.filter(
      after =>
        selectorMatches(selector, after) &&
        changedKeys(labels, after).every(key => failing.has(key)),
    );
  });
}

/** Every set of labels that ends the selection, and would not if one of the differences were undone. */
function waysToDeselect(selectors: LabelSelector[], labels: Labels): Labels[] {
  const ends = (after: Labels) => !isSelected({ selectors }, { labels: after });
  return EVERY_LABELS.filter(ends).filter(after =>
    subsetsOf(changedKeys(labels, after)).every(
      undone =>
        undone.length === 0 ||
        !ends(
          Object.fromEntries(
            Object.entries({
              ...after,
              ...Object.fromEntries(undone.map(key => [key, labels[key]])),
            }).filter(([, text]) => text !== undefined),
          ),
        ),
    ),
  );
}

function subsetsOf(keys: string[]): string[][] {
  return keys.reduce<string[][]>(
    (subsets, key) => [...subsets, ...subsets.map(subset => [...subset, key])],
    [[]],
  );
}

describe('planSelection beside other distributions', () => {
  it.each([
    ['the value of another', EXISTS, [value('true')], 'yes'],
    [
      'every plain word',
      EXISTS,
      ['true', 'yes', 'on', 'enabled'].map(value),
      'value-0',
    ],
    [
      'a value of the list that selects another',
      {
        matchExpressions: [
          { key: 'secrets/a', operator: 'In', values: ['true', 'x'] },
        ],
      },
      [value('true')],
      'x',
    ],
    [
      'all values but one',
      EXISTS,
      [
        {
          matchExpressions: [
            { key: 'secrets/a', operator: 'NotIn', values: ['x'] },
            { key: 'secrets/a', operator: 'Exists' },
          ],
        },
      ],
      'x',
    ],
  ])('avoids %s', (_case, selector, taken, chosen) => {
    for (const options of [refused(...taken), offered(...taken)]) {
      expect(planSelection([selector], {}, options)).toEqual({
        change: { add: { 'secrets/a': chosen }, remove: [] },
      });
    }
  });

  it('takes more labels where fewer bring something else', () => {
    const selectors = [value('true'), { matchLabels: { b: '1', c: '1' } }];
    expect(planSelection(selectors, {}, refused(value('true')))).toEqual({
      change: { add: { b: '1', c: '1' }, remove: [] },
    });
  });

  it('keeps more labels, whatever other value fewer labels have', () => {
    const selectors: LabelSelector[] = [
      EXISTS,
      { matchLabels: { b: '1', c: '1' } },
    ];
    const options = {
      others: [
        ...refused(EXISTS).others,
        // Another value of the label is one to be tried.
        ...offered(value('x')).others,
        ...offered({ matchLabels: { b: '1' } }).others,
      ],
    };
    expect(planSelection(selectors, {}, options)).toEqual({
      change: { add: { b: '1', c: '1' }, remove: [] },
    });
  });

  it('rather takes another value of one label than a second label', () => {
    const selectors: LabelSelector[] = [
      EXISTS,
      { matchLabels: { 'secrets/a': 'true', b: '1' } },
    ];
    const taken = refused({
      ...value('true'),
      matchExpressions: [{ key: 'b', operator: 'DoesNotExist' }],
    });
    expect(planSelection(selectors, {}, taken)).toEqual({
      change: { add: { 'secrets/a': 'yes' }, remove: [] },
    });
  });

  it('varies several labels at once', () => {
    const both = {
      matchExpressions: [
        { key: 'secrets/a', operator: 'Exists' },
        { key: 'b', operator: 'Exists' },
      ],
    };
    const taken = refused(
      { ...value('true'), matchExpressions: both.matchExpressions },
      { matchLabels: { 'secrets/a': 'yes', b: 'true' } },
      { matchLabels: { 'secrets/a': 'on' } },
      { matchLabels: { 'secrets/a': 'enabled' } },
      {
        matchExpressions: [
          { key: 'secrets/a', operator: 'NotIn', values: ['yes'] },
          { key: 'secrets/a', operator: 'Exists' },
        ],
      },
    );
    expect(planSelection([both], {}, taken).change?.add).toEqual({
      'secrets/a': 'yes',
      b: 'yes',
    });
  });

  it('rather brings what is offered than what is not', () => {
    const selectors = [value('true'), value('yes')];
    const options = {
      others: [
        ...refused(value('true')).others,
        ...offered(value('yes')).others,
        ...offered(value('yes')).others,
      ],
    };
    expect(planSelection(selectors, {}, options).change?.add).toEqual({
      'secrets/a': 'yes',
    });
  });

  it('counts a distribution that waits for a correction of its selector', () => {
    const invalid = { matchExpressions: [{ key: 'b', operator: 'Is' }] };
    expect(
      planSelection([EXISTS], {}, refused(value('true'), invalid)).change?.add,
    ).toEqual({ 'secrets/a': 'yes' });
  });

  it('has as few side effects as the labels that have to change allow, and then as few labels', () => {
    fc.assert(
      fc.property(
        fc.array(selectorArbitrary, { minLength: 1, maxLength: 2 }),
        labelsArbitrary,
        othersArbitrary,
        (selectors, labels, all) => {
          const { change } = planSelection(selectors, labels, others(...all));
          fc.pre(change !== undefined);
          const cost = (after: Labels) => [
            ...sideEffects(all, labels, after),
            changedKeys(labels, after).length,
          ];
          const best = waysToSelect(selectors, labels).map(cost).sort(compare);
          expect(cost(applyLabelChange(labels, change!))).toEqual(best[0]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('planDeselection beside other distributions', () => {
  it('sets another value where the absence of the label brings something', () => {
    expect(
      planDeselection(
        [value('true')],
        { 'secrets/a': 'true' },
        refused(ABSENT),
      ),
    ).toEqual({ change: { add: { 'secrets/a': 'false' }, remove: [] } });
  });

  it('leaves a distribution that only wants the label to be there', () => {
    expect(
      planDeselection(
        [value('true')],
        { 'secrets/a': 'true' },
        offered(EXISTS),
      ),
    ).toEqual({ change: { add: { 'secrets/a': 'false' }, remove: [] } });
  });

  it('rather sets one label to another value than it changes two', () => {
    const selectors: LabelSelector[] = [
      {
        matchLabels: { b: '1' },
        matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }],
      },
      {
        matchLabels: { c: '1' },
        matchExpressions: [{ key: 'a', operator: 'Exists' }],
      },
    ];
    const withoutC: LabelSelector = {
      matchExpressions: [{ key: 'c', operator: 'DoesNotExist' }],
    };
    expect(
      planDeselection(selectors, { a: '1', b: '1', c: '1' }, refused(withoutC)),
    ).toEqual({ change: { add: { c: 'false' }, remove: [] } });
  });

  it('removes the other label of two where the first one brings something', () => {
    expect(
      planDeselection(
        [{ matchLabels: { 'secrets/a': '1', b: '1' } }],
        { 'secrets/a': '1', b: '1' },
        others(
          { selectors: [ABSENT], offered: false },
          {
            selectors: [
              {
                matchExpressions: [
                  { key: 'secrets/a', operator: 'NotIn', values: ['1'] },
                ],
              },
            ],
            offered: false,
          },
        ),
      ),
    ).toEqual({ change: { add: {}, remove: ['b'] } });
  });

  it('brings nothing that is not offered where a smallest change avoids it', () => {
    fc.assert(
      fc.property(
        fc.array(selectorArbitrary, { minLength: 1, maxLength: 2 }),
        labelsArbitrary,
        othersArbitrary,
        (selectors, labels, all) => {
          fc.pre(isSelected({ selectors }, { labels }));
          const { change } = planDeselection(selectors, labels, others(...all));
          fc.pre(change !== undefined);
          const fewest = Math.min(
            ...waysToDeselect(selectors, labels).map(
              after => sideEffects(all, labels, after)[0],
            ),
          );
          const after = applyLabelChange(labels, change!);
          expect(isSelected({ selectors }, { labels: after })).toBe(false);
          expect(sideEffects(all, labels, after)[0]).toBe(fewest);
        },
      ),
      { numRuns: 300 },
    );
  });
});
