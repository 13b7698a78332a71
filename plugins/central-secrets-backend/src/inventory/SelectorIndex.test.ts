import { isAskedFor } from '@central-secrets/backstage-plugin-central-secrets-node';
import fc from 'fast-check';
import { SelectorIndex } from './SelectorIndex';

const key = fc.constantFrom('secrets/a', 'secrets/b', 'team');
const value = fc.constantFrom('true', 'false', 'x');
const labels = fc.dictionary(key, value, { noNullPrototype: true });
const selector = fc.record(
  {
    matchLabels: fc.dictionary(key, value, {
      maxKeys: 2,
      noNullPrototype: true,
    }),
    matchExpressions: fc.array(
      fc.oneof(
        fc.record({
          key,
          operator: fc.constantFrom('In', 'NotIn'),
          // Without values it is invalid.
          values: fc.uniqueArray(value),
        }),
        fc.record({
          key,
          operator: fc.constantFrom('Exists', 'DoesNotExist', 'Resembles'),
        }),
      ),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);

describe('SelectorIndex', () => {
  it('misses no distribution that a namespace asks for, and knows none that was removed', () => {
    const name = fc.constantFrom('one', 'two', 'three');
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            name,
            selectors: fc.option(fc.array(selector, { maxLength: 3 }), {
              nil: undefined,
            }),
          }),
        ),
        labels,
        (changes, ofNamespace) => {
          const index = new SelectorIndex();
          const known = new Map<string, { selectors: object[] }>();
          for (const { name: changed, selectors } of changes) {
            if (selectors) {
              index.set({ name: changed, selectors });
              known.set(changed, { selectors });
            } else {
              index.delete(changed);
              known.delete(changed);
            }
          }
          const found = index.candidates(ofNamespace);
          for (const [each, { selectors }] of known) {
            const asks = isAskedFor({ selectors }, { labels: ofNamespace });
            expect(!asks || found.has(each)).toBe(true);
          }
          expect([...found].filter(each => !known.has(each))).toEqual([]);
          expect(index.size).toBe(known.size);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('looks at no distribution that asks for another value of a label', () => {
    const index = new SelectorIndex();
    for (let i = 0; i < 100; i += 1) {
      index.set({
        name: `distribution-${i}`,
        selectors: [
          { matchLabels: { 'kubernetes.io/metadata.name': `n-${i}` } },
        ],
      });
    }
    expect([
      ...index.candidates({ 'kubernetes.io/metadata.name': 'n-7' }),
    ]).toEqual(['distribution-7']);
  });
});
