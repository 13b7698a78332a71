import { renderMessage } from '@central-secrets/backstage-plugin-central-secrets-common';
import fc from 'fast-check';
import { LabelSelector } from '../records';
import {
  askingSelector,
  isLabelKey,
  isLabelValue,
  isAskedFor,
  isSelected,
  requirementMatches,
  selectorMatches,
  selectorProblem,
  selectorsProblem,
} from './selectors';
import {
  labelsArbitrary,
  selectorArbitrary,
} from './__testUtils__/arbitraries';

/**
 * Kubernetes' matching written a second time, from its documentation ("Labels
 * and Selectors"), by sets of allowed values instead of by operators.
 */
function oracleMatches(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  labels: Record<string, string>,
): boolean {
  const carried = new Set(
    Object.entries(labels).map(entry => entry.join('\n')),
  );
  const carries = (key: string, value: string) =>
    carried.has(`${key}\n${value}`);
  for (const [key, value] of Object.entries(matchLabels)) {
    if (!carries(key, value)) {
      return false;
    }
  }
  for (const { key, operator, values = [] } of matchExpressions) {
    const present = Object.keys(labels).filter(label => label === key).length;
    const among = values.filter(value => carries(key, value)).length;
    if (operator === 'Exists' && !present) {
      return false;
    }
    if (operator === 'DoesNotExist' && present) {
      return false;
    }
    if (operator === 'In' && !among) {
      return false;
    }
    if (operator === 'NotIn' && present && among) {
      return false;
    }
  }
  return true;
}

describe('selectorMatches', () => {
  it('agrees with Kubernetes’ documented rules on any valid selector', () => {
    fc.assert(
      fc.property(selectorArbitrary, labelsArbitrary, (selector, labels) => {
        expect(selectorMatches(selector, labels)).toBe(
          oracleMatches(selector, labels),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('matches everything when it is empty', () => {
    expect(selectorMatches({}, {})).toBe(true);
    expect(selectorMatches({ matchLabels: {} }, { a: 'b' })).toBe(true);
  });

  it('counts an absent label as not in a set', () => {
    const selector = {
      matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['test'] }],
    };
    expect(selectorMatches(selector, {})).toBe(true);
    expect(selectorMatches(selector, { tier: 'test' })).toBe(false);
  });

  it('matches nothing when it is invalid, even where its valid half would', () => {
    const selector = {
      matchLabels: { a: 'b' },
      matchExpressions: [{ key: 'a', operator: 'Equals', values: ['b'] }],
    };
    expect(selectorMatches(selector, { a: 'b' })).toBe(false);
    const empty = { matchExpressions: [{ key: 'a', operator: 'NotIn' }] };
    expect(selectorMatches(empty, { a: 'b' })).toBe(false);
  });

  it('takes no inherited property for a label', () => {
    expect(
      selectorMatches(
        { matchExpressions: [{ key: 'constructor', operator: 'Exists' }] },
        {},
      ),
    ).toBe(false);
  });
});

describe('requirementMatches', () => {
  it('matches nothing by an operator that does not exist', () => {
    const requirement = { key: 'a', operator: 'Equals', values: ['b'] };
    expect(requirementMatches(requirement, { a: 'b' })).toBe(false);
    expect(requirementMatches(requirement, {})).toBe(false);
  });

  it('allows no value, and denies none, where a set is empty', () => {
    expect(requirementMatches({ key: 'a', operator: 'In' }, { a: 'b' })).toBe(
      false,
    );
    expect(
      requirementMatches({ key: 'a', operator: 'NotIn' }, { a: 'b' }),
    ).toBe(true);
  });
});

describe('selectorProblem', () => {
  it.each([
    [
      { key: 'a', operator: 'Equals', values: ['b'] },
      '"Equals" on a is not an operator: use In, NotIn, Exists or DoesNotExist',
    ],
    [{ key: 'a', operator: 'In' }, 'In on a names no values'],
    [{ key: 'a', operator: 'NotIn', values: [] }, 'NotIn on a names no values'],
    [
      { key: 'a', operator: 'Exists', values: ['b'] },
      'Exists on a must not name values',
    ],
    [
      { key: 'a', operator: 'DoesNotExist', values: ['b'] },
      'DoesNotExist on a must not name values',
    ],
    [{ key: 'a b', operator: 'Exists' }, '"a b" is not a label key'],
    [
      { key: 'a', operator: 'In', values: ['b c'] },
      '"b c" on a is not a label value',
    ],
  ])('says of %j: %s', (requirement, problem) => {
    const found = selectorProblem({ matchExpressions: [requirement] });
    expect(found && renderMessage(found)).toBe(problem);
  });

  it('looks at each requirement', () => {
    const found = selectorProblem({
      matchExpressions: [
        { key: 'a', operator: 'Exists' },
        { key: 'b', operator: 'In' },
      ],
    });
    expect(found && renderMessage(found)).toBe('In on b names no values');
  });

  it('finds nothing wrong with a valid selector', () => {
    fc.assert(
      fc.property(selectorArbitrary, selector => {
        expect(selectorProblem(selector)).toBeUndefined();
      }),
    );
  });
});

describe('isSelected', () => {
  const one = { matchLabels: { a: '1' } };
  const two = { matchLabels: { b: '2' } };
  const invalid = { matchExpressions: [{ key: 'c', operator: 'Is' }] };

  it('needs one selector of several', () => {
    expect(isSelected({ selectors: [one, two] }, { labels: { b: '2' } })).toBe(
      true,
    );
    expect(isSelected({ selectors: [one, two] }, { labels: {} })).toBe(false);
  });

  it('selects nothing without a selector', () => {
    expect(isSelected({ selectors: [] }, { labels: {} })).toBe(false);
  });

  it('selects nothing as soon as one selector is invalid, as ESO gives up on all of them', () => {
    expect(
      isSelected({ selectors: [one, invalid] }, { labels: { a: '1' } }),
    ).toBe(false);
    const problem = selectorsProblem([one, invalid]);
    expect(problem && renderMessage(problem)).toBe(
      'Selector 2 of 2: "Is" on c is not an operator: use In, NotIn, Exists or DoesNotExist',
    );
  });
});

describe('askingSelector', () => {
  const invalid = {
    matchLabels: { team: 'a' },
    matchExpressions: [
      { key: 'secrets/x', operator: 'Equals', values: ['true'] },
    ],
  };

  it('finds a valid selector that matches, beside an invalid one', () => {
    const valid = { matchLabels: { a: '1' } };
    expect(askingSelector([invalid, valid], { a: '1' })).toBe(valid);
  });

  it('finds an invalid selector whose labels the namespace carries', () => {
    expect(askingSelector([invalid], { team: 'a', 'secrets/x': 'true' })).toBe(
      invalid,
    );
  });

  it('finds a valid selector before an invalid one that is asked for', () => {
    const valid = { matchLabels: { team: 'a' } };
    const labels = { team: 'a', 'secrets/x': 'true' };
    expect(askingSelector([invalid, valid], labels)).toBe(valid);
    expect(isAskedFor({ selectors: [invalid] }, { labels })).toBe(true);
    expect(isAskedFor({ selectors: [] }, { labels })).toBe(false);
  });

  it('finds none where a label is missing, or a valid requirement fails', () => {
    expect(askingSelector([invalid], { team: 'a' })).toBeUndefined();
    expect(
      askingSelector([invalid], { team: 'b', 'secrets/x': 'true' }),
    ).toBeUndefined();
  });
});

describe('label syntax', () => {
  it.each([
    'a',
    'secrets/gh-oauth',
    'kubernetes.io/metadata.name',
    'a-b.c0-1.d/x',
    '0/x',
    `a/${'b'.repeat(63)}`,
    `${'a'.repeat(253)}/b`,
  ])('takes %s as a key', key => expect(isLabelKey(key)).toBe(true));
  it.each([
    '',
    '/a',
    'a/',
    'a/b/c',
    '-a',
    'A.io/x',
    'a..b/x',
    '.a/x',
    'a./x',
    'a-/x',
    'a-.b/x',
    'a.-b/x',
    'a.b-/x',
    'a_b/x',
    'a.B/x',
    `a/${'b'.repeat(64)}`,
    `${'a'.repeat(254)}/b`,
  ])('refuses %s as a key', key => expect(isLabelKey(key)).toBe(false));
  it.each(['', '0', 'true', 'a.b_c-D', 'b'.repeat(63)])(
    'takes %j as a value',
    value => expect(isLabelValue(value)).toBe(true),
  );
  it.each(['-', '-a', 'a-', '.a', 'a b', 'a/b', 'b'.repeat(64)])(
    'refuses %j as a value',
    value => expect(isLabelValue(value)).toBe(false),
  );
});
