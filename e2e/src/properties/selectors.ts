import { LabelSelector } from '@central-secrets/backstage-plugin-central-secrets-common';
import fc from 'fast-check';

const NAME_LABEL = 'kubernetes.io/metadata.name';
const KEYS = [
  'team',
  'tier',
  // Of no distribution of the hub's.
  'secrets/property',
  'app.kubernetes.io/part-of',
];
const VALUES = ['', 'true', 'false', 'a', 'A', 'a.b_c-d'];

/** Labels out of so few that selectors meet them often. */
export const someLabels: fc.Arbitrary<Record<string, string>> = fc.dictionary(
  fc.constantFrom(...KEYS),
  fc.constantFrom(...VALUES),
  { maxKeys: KEYS.length },
);

/** A selector of each pattern, and of several at once: labels, names, expressions. */
export function someSelector(
  namespaceNames: readonly string[],
): fc.Arbitrary<LabelSelector> {
  const names = fc.constantFrom(...namespaceNames, 'no-such-namespace');
  const key = fc.constantFrom(...KEYS);
  const value = fc.constantFrom(...VALUES);
  const many = <T>(item: fc.Arbitrary<T>) =>
    fc.array(item, { minLength: 1, maxLength: 3 });
  const requirement = fc.oneof(
    fc.record({
      key,
      operator: fc.constantFrom('In', 'NotIn'),
      values: many(value),
    }),
    fc.record({ key, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
    fc.record({
      key: fc.constant(NAME_LABEL),
      operator: fc.constantFrom('In', 'NotIn'),
      values: many(names),
    }),
  );
  return fc.record(
    {
      matchLabels: fc.oneof(
        fc.dictionary(key, value, { maxKeys: 2 }),
        fc.record({ [NAME_LABEL]: names }),
      ),
      matchExpressions: fc.array(requirement, { maxLength: 3 }),
    },
    { requiredKeys: [] },
  );
}

/** A selector as the API server's query parameter `labelSelector` has it. */
export function selectorQuery(selector: LabelSelector): string {
  const equal = Object.entries(selector.matchLabels ?? {}).map(
    ([key, value]) => `${key}=${value}`,
  );
  const expressions = (selector.matchExpressions ?? []).map(
    ({ key, operator, values = [] }) => {
      switch (operator) {
        case 'In':
          return `${key} in (${values.join(',')})`;
        case 'NotIn':
          return `${key} notin (${values.join(',')})`;
        case 'Exists':
          return key;
        default:
          return `!${key}`;
      }
    },
  );
  return [...equal, ...expressions].join(',');
}
