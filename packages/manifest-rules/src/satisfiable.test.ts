import fc from 'fast-check';
import {
  LabelSelector,
  selectorMatches,
  selectorProblem,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { distribution, externalSecret } from './__testUtils__/findings';
import { readManifests } from './input';
import { manifestOf } from './manifest';
import { canAllMatch, canMeet } from './satisfiable';
import { DEFAULT_RULE_SETTINGS } from './settings';

const key = fc.constantFrom('secrets/a', 'secrets/b');
const value = fc.constantFrom('true', 'false', 'x');
const requirement = fc.oneof(
  fc.record({
    key,
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.array(value, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ key, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
);
const selector: fc.Arbitrary<LabelSelector> = fc.record(
  {
    matchLabels: fc.dictionary(key, value, { maxKeys: 2 }),
    matchExpressions: fc.array(requirement, { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

/** Every way to label a namespace that these selectors can tell apart. */
const LABELS = [undefined, 'true', 'false', 'x', 'other'].flatMap(a =>
  [undefined, 'true', 'false', 'x', 'other'].map(b => ({
    ...(a === undefined ? {} : { 'secrets/a': a }),
    ...(b === undefined ? {} : { 'secrets/b': b }),
  })),
);

describe('canAllMatch', () => {
  it('holds for any selectors exactly when some labels satisfy all of them', () => {
    fc.assert(
      fc.property(
        fc.array(selector, { minLength: 1, maxLength: 3 }),
        selectors => {
          expect(canAllMatch(selectors)).toBe(
            LABELS.some(labels =>
              selectors.every(each => selectorMatches(each, labels)),
            ),
          );
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('never holds for an invalid selector', () => {
    const invalid = { matchLabels: { a: 'not ok' } };
    expect(selectorProblem(invalid)).toBeDefined();
    expect(canAllMatch([invalid])).toBe(false);
  });

  it('knows that every namespace has a name', () => {
    const nameless = {
      matchExpressions: [
        { key: 'kubernetes.io/metadata.name', operator: 'DoesNotExist' },
      ],
    };
    expect(canAllMatch([nameless])).toBe(false);
  });
});

describe('canMeet', () => {
  const meets = (namespace: string | undefined) => {
    const input = readManifests(
      [distribution(), externalSecret({}, { namespace })].map(
        object => manifestOf(object)!,
      ),
      { ...DEFAULT_RULE_SETTINGS },
    );
    const [first, second] = input.writers;
    return canMeet(first, second, input);
  };

  it('does not hold for an ExternalSecret whose namespace is not known', () => {
    expect(meets(undefined)).toBe(false);
  });

  it('does not hold for a namespace without the label', () => {
    expect(meets('shop')).toBe(false);
  });
});
