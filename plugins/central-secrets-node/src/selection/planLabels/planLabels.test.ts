import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import fc from 'fast-check';
import { changedKeys, EVERY_LABELS } from '../__testUtils__/everyLabels';
import { LabelSelector } from '../../records';
import { isSelected } from '../selectors';
import { applyLabelChange } from './applyLabelChange';
import { LabelPlan } from './LabelPlan';
import { planDeselection } from './planDeselection';
import { planSelection, requestLabels } from './planSelection';
import {
  labelsArbitrary,
  selectorArbitrary,
} from '../__testUtils__/arbitraries';

type Labels = Record<string, string>;

const selectorsArbitrary = fc.array(selectorArbitrary, { maxLength: 3 });

/** Returns the result of carrying out a plan. */
function outcomeOf(
  { change }: LabelPlan,
  selectors: LabelSelector[],
  labels: Labels,
) {
  if (!change) {
    return 'impossible';
  }
  const after = applyLabelChange(labels, change);
  return {
    isSelected: isSelected({ selectors }, { labels: after }),
    changed: Object.keys(change.add).length + change.remove.length,
  };
}

/** The fewest labels to change until the selection is as wanted, by trying all; undefined: no way. */
function fewestByTrying(
  selectors: LabelSelector[],
  labels: Labels,
  wanted: boolean,
): number | undefined {
  const distances = EVERY_LABELS.filter(
    candidate => isSelected({ selectors }, { labels: candidate }) === wanted,
  ).map(candidate => changedKeys(labels, candidate).length);
  return distances.length > 0 ? Math.min(...distances) : undefined;
}

describe('planSelection', () => {
  it('makes the namespace selected, with the fewest labels, or there is no way', () => {
    fc.assert(
      fc.property(selectorsArbitrary, labelsArbitrary, (selectors, labels) => {
        const plan = planSelection(selectors, labels);
        const fewest = fewestByTrying(selectors, labels, true);
        expect(outcomeOf(plan, selectors, labels)).toEqual(
          fewest === undefined
            ? 'impossible'
            : { isSelected: true, changed: fewest },
        );
      }),
      { numRuns: 300 },
    );
  });

  it('changes nothing where the namespace is selected already', () => {
    expect(
      planSelection([{ matchLabels: { a: '1' } }], { a: '1', b: '2' }),
    ).toEqual({ change: { add: {}, remove: [] } });
  });

  it('takes the selector that asks for less', () => {
    expect(
      planSelection(
        [{ matchLabels: { a: '1', b: '2' } }, { matchLabels: { c: '3' } }],
        {},
      ),
    ).toEqual({ change: { add: { c: '3' }, remove: [] } });
    expect(
      planSelection(
        [
          { matchLabels: { a: '1', b: '2' } },
          { matchLabels: { c: '3', d: '4' } },
        ],
        { a: '1' },
      ),
    ).toEqual({ change: { add: { b: '2' }, remove: [] } });
  });

  it('prefers "true" among the values that would do', () => {
    const expression = (operator: string, values?: string[]) => [
      { matchExpressions: [{ key: 'secrets/a', operator, values }] },
    ];
    expect(planSelection(expression('Exists'), {}).change?.add).toEqual({
      'secrets/a': 'true',
    });
    expect(
      planSelection(expression('In', ['yes', 'true']), {}).change?.add,
    ).toEqual({
      'secrets/a': 'yes',
    });
    expect(
      planSelection(expression('In', ['x', 'true']), {}).change?.add,
    ).toEqual({
      'secrets/a': 'true',
    });
  });

  it('takes a label away where the selector wants it gone', () => {
    expect(
      planSelection(
        [{ matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }] }],
        { a: '1' },
      ),
    ).toEqual({ change: { add: {}, remove: ['a'] } });
  });

  it('says that a selection by name cannot be asked for by labels', () => {
    expect(
      planSelection(
        [{ matchLabels: { 'kubernetes.io/metadata.name': 'argocd' } }],
        { 'kubernetes.io/metadata.name': 'app' },
      ),
    ).toEqual({
      impossible: message('selects-by-name'),
    });
  });

  it('says that a selector contradicts itself', () => {
    expect(
      planSelection(
        [
          {
            matchLabels: { a: '1' },
            matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }],
          },
        ],
        {},
      ),
    ).toEqual({
      impossible: message('selector-contradictory', { label: 'a' }),
    });
  });

  it('says that one invalid selector spoils all', () => {
    expect(
      planSelection(
        [
          { matchLabels: { a: '1' } },
          { matchExpressions: [{ key: 'b', operator: 'Is' }] },
        ],
        {},
      ),
    ).toEqual({
      impossible: message('selects-nothing', {
        because: message('selector-problem', {
          position: 2,
          total: 2,
          because: message('operator-invalid', { operator: 'Is', key: 'b' }),
        }),
      }),
    });
  });

  it('says that there is no selector', () => {
    expect(planSelection([], {})).toEqual({
      impossible: message('selector-missing'),
    });
  });

  it('says each different reason once, and how many more there are', () => {
    const contradictory = (label: string) => ({
      matchLabels: { [label]: 'x' },
      matchExpressions: [{ key: label, operator: 'DoesNotExist' }],
    });
    const reason = (label: string) =>
      message('selector-contradictory', { label });
    const impossible = (...labels: string[]) =>
      planSelection(labels.map(contradictory), {}).impossible;
    expect(impossible('a', 'a')).toEqual(reason('a'));
    expect(impossible('a', 'b', 'a')).toEqual(
      message('several-reasons', { reasons: [reason('a'), reason('b')] }),
    );
    expect(impossible('a', 'b', 'c', 'd', 'e')).toEqual(
      message('several-reasons', {
        reasons: [reason('a'), reason('b'), reason('c')],
        more: 2,
      }),
    );
  });
});

describe('planDeselection', () => {
  it('makes the namespace unselected, with the fewest labels, or there is no way', () => {
    fc.assert(
      fc.property(selectorsArbitrary, labelsArbitrary, (selectors, labels) => {
        const plan = planDeselection(selectors, labels);
        const fewest = fewestByTrying(selectors, labels, false);
        expect(outcomeOf(plan, selectors, labels)).toEqual(
          fewest === undefined
            ? 'impossible'
            : { isSelected: false, changed: fewest },
        );
      }),
      { numRuns: 300 },
    );
  });

  it('takes away the label that was asked for', () => {
    expect(
      planDeselection([{ matchLabels: { 'secrets/a': 'true' } }], {
        'secrets/a': 'true',
        team: 'x',
      }),
    ).toEqual({ change: { add: {}, remove: ['secrets/a'] } });
  });

  it('breaks two selectors by the one label they share', () => {
    expect(
      planDeselection(
        [
          { matchLabels: { a: '1', shared: 'yes' } },
          { matchLabels: { b: '2', shared: 'yes' } },
        ],
        { a: '1', b: '2', shared: 'yes' },
      ),
    ).toEqual({ change: { add: {}, remove: ['shared'] } });
  });

  it('does not let one selector’s end be another’s beginning', () => {
    const selectors = [
      { matchLabels: { a: '1' } },
      { matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }] },
    ];
    const { change } = planDeselection(selectors, { a: '1' });
    expect(change?.remove).toEqual([]);
    expect(Object.keys(change?.add ?? {})).toEqual(['a']);
  });

  it('removes the label that asks for a distribution with an invalid selector', () => {
    const selectors = [
      { matchLabels: { a: '1' } },
      { matchExpressions: [{ key: 'b', operator: 'Is' }] },
    ];
    expect(planDeselection(selectors, { a: '1', b: '2' })).toEqual({
      change: { add: {}, remove: ['a', 'b'] },
    });
  });

  it('says that a selection by name or of everything cannot be ended by labels', () => {
    const name = { 'kubernetes.io/metadata.name': 'argocd' };
    expect(planDeselection([{ matchLabels: name }], name)).toEqual({
      impossible: message('selects-by-name.this'),
    });
    expect(planDeselection([{}], {})).toEqual({
      impossible: message('selects-every-namespace'),
    });
  });
});

describe('requestLabels', () => {
  it('names the labels that a plain namespace would need', () => {
    expect(
      requestLabels({ selectors: [{ matchLabels: { 'secrets/a': 'true' } }] }),
    ).toEqual({ 'secrets/a': 'true' });
  });

  it('is empty where labels cannot ask', () => {
    expect(
      requestLabels({
        selectors: [{ matchLabels: { 'kubernetes.io/metadata.name': 'x' } }],
      }),
    ).toEqual({});
  });
});
