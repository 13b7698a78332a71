import fc from 'fast-check';
import { LabelSelector } from '../../records';

/** Few keys and values, so that selectors and labels often meet. */
const key = fc.constantFrom('secrets/a', 'secrets/b', 'team', 'tier');
const value = fc.constantFrom('true', 'false', 'x', 'y');

export const labelsArbitrary: fc.Arbitrary<Record<string, string>> =
  fc.dictionary(key, value, { maxKeys: 4, noNullPrototype: true });

/** Valid selectors, contradictory ones among them. */
export const selectorArbitrary: fc.Arbitrary<LabelSelector> = fc.record(
  {
    matchLabels: labelsArbitrary,
    matchExpressions: fc.array(
      fc.oneof(
        fc.record({
          key,
          operator: fc.constantFrom('In', 'NotIn'),
          values: fc.uniqueArray(value, { minLength: 1, maxLength: 3 }),
        }),
        fc.record({
          key,
          operator: fc.constantFrom('Exists', 'DoesNotExist'),
        }),
      ),
      { maxLength: 3 },
    ),
  },
  { requiredKeys: [] },
);
