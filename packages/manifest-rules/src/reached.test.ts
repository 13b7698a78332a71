import fc from 'fast-check';
import { isSelected } from '@central-secrets/backstage-plugin-central-secrets-node';
import { readManifests } from './input';
import { manifestOf } from './manifest';
import { selectedNamespaces } from './reached';
import { DEFAULT_RULE_SETTINGS } from './settings';

const key = fc.constantFrom('team', 'zone', 'kubernetes.io/metadata.name');
const value = fc.constantFrom('a', 'b', 'c', 'not ok');
const selector = fc.record(
  {
    matchLabels: fc.dictionary(key, value, { maxKeys: 2 }),
    matchExpressions: fc.array(
      fc.record({
        key,
        operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
        values: fc.array(value, { maxLength: 2 }),
      }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);

describe('selectedNamespaces', () => {
  it('finds, for any selectors, what asking of every namespace finds, each once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(key, value, { maxKeys: 3 }), { maxLength: 6 }),
        fc.array(selector, { maxLength: 3 }),
        (labels, selectors) => {
          const input = readManifests(
            labels.map(
              (each, index) =>
                manifestOf({
                  apiVersion: 'v1',
                  kind: 'Namespace',
                  metadata: { name: 'abcdef'[index], labels: each },
                })!,
            ),
            DEFAULT_RULE_SETTINGS,
          );
          expect(
            [...selectedNamespaces(input, selectors)]
              .map(([name]) => name)
              .sort(),
          ).toEqual(
            [...input.namespaces]
              .filter(([, each]) => isSelected({ selectors }, { labels: each }))
              .map(([name]) => name),
          );
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
