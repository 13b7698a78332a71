import { LabelSelector } from '@central-secrets/backstage-plugin-central-secrets-node';
import fc from 'fast-check';

const NAME_LABEL = 'kubernetes.io/metadata.name';
const KEYS = [
  'team',
  'tier',
  // This request label belongs to no distribution of the hub.
  'secrets/property',
  'app.kubernetes.io/part-of',
];
/**
 * The longest possible keys, words of the query language, and names that
 * JavaScript's own objects inherit.
 */
const ODD_KEYS = [
  'k'.repeat(63),
  `${'p.'.repeat(126)}p/k`,
  'in',
  'notin',
  'constructor',
  'Team',
  '0',
];
const VALUES = ['', 'true', 'false', 'a', 'A', 'a.b_c-d', 'v'.repeat(63)];
const BAD_KEYS = [
  '',
  '-team',
  'team-',
  'te am',
  'k'.repeat(64),
  '/team',
  'secrets/',
  'secrets/a/b',
  'Secrets/a',
  '-secrets/a',
  'sec..rets/a',
  'sec_rets/a',
  `${'p.'.repeat(126)}pp/k`,
  'tëam',
];
const BAD_VALUES = ['-a', 'a-', 'a b', 'a/b', 'v'.repeat(64), 'ä', '.', '\n'];

const someKey = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...KEYS) },
  { weight: 1, arbitrary: fc.constantFrom(...ODD_KEYS) },
);
const someValue = fc.constantFrom(...VALUES);

/** Labels from a small set, so that selectors match them often. */
export const someLabels: fc.Arbitrary<Record<string, string>> = fc.dictionary(
  someKey,
  someValue,
  { maxKeys: KEYS.length },
);

function many<T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(item, { minLength: 1, maxLength: 3 });
}

/** A selector of each pattern, and of several at once: labels, names, expressions. Now and then an empty one. */
export function selectorOf(parts: {
  readonly key: fc.Arbitrary<string>;
  readonly value: fc.Arbitrary<string>;
  /** Names of namespaces. */
  readonly name: fc.Arbitrary<string>;
}): fc.Arbitrary<LabelSelector> {
  const { key, value, name } = parts;
  const requirement = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        key,
        operator: fc.constantFrom('In', 'NotIn'),
        values: many(value),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        key,
        operator: fc.constantFrom('Exists', 'DoesNotExist'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        key: fc.constant(NAME_LABEL),
        operator: fc.constantFrom('In', 'NotIn'),
        values: many(name),
      }),
    },
  );
  return fc.record(
    {
      matchLabels: fc.oneof(
        { weight: 5, arbitrary: fc.dictionary(key, value, { maxKeys: 2 }) },
        { weight: 1, arbitrary: fc.record({ [NAME_LABEL]: name }) },
      ),
      matchExpressions: fc.array(requirement, { maxLength: 3 }),
    },
    { requiredKeys: [] },
  );
}

/** `selectorOf` with the keys and values of `someLabels`. */
export function someSelector(
  namespaceNames: readonly string[],
): fc.Arbitrary<LabelSelector> {
  return selectorOf({
    key: someKey,
    value: someValue,
    name: fc.constantFrom(...namespaceNames, 'no-such-namespace'),
  });
}

/** A selector whose parts may be ones that Kubernetes refuses. */
export const doubtfulSelector: fc.Arbitrary<LabelSelector> = (() => {
  const seldom = <T>(good: fc.Arbitrary<T>, bad: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 6, arbitrary: good }, { weight: 1, arbitrary: bad });
  const key = seldom(someKey, fc.constantFrom(...BAD_KEYS));
  const value = seldom(someValue, fc.constantFrom(...BAD_VALUES));
  const values = fc.array(value, { minLength: 1, maxLength: 3 });
  const requirement = fc.oneof(
    fc.record({
      key,
      operator: seldom(
        fc.constantFrom('In', 'NotIn'),
        fc.constantFrom('in', 'Resembles', '', 'Gt'),
      ),
      values: seldom(values, fc.constant<string[]>([])),
    }),
    fc.record(
      {
        key,
        operator: fc.constantFrom('Exists', 'DoesNotExist', 'In', 'NotIn'),
        values,
      },
      { requiredKeys: ['key', 'operator'] },
    ),
    fc.record({ key, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
  );
  return fc.record(
    {
      matchLabels: fc.dictionary(key, value, { maxKeys: 2 }),
      matchExpressions: fc.array(requirement, { maxLength: 2 }),
    },
    { requiredKeys: [] },
  );
})();

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
