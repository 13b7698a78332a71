import fc from 'fast-check';
import { Writer } from './Writer';
import { readManifests } from './input';
import { manifestOf } from './manifest';
import { meetings } from './meetings';
import { canMeet } from './satisfiable';
import { DEFAULT_RULE_SETTINGS } from './settings';

const value = fc.constantFrom('a', 'b', 'c');
const requirement = fc.record(
  {
    key: fc.constantFrom('team', 'zone'),
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.array(value, { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: ['key', 'operator'] },
);
const selector = fc.record(
  {
    matchLabels: fc.dictionary(fc.constantFrom('team', 'zone'), value, {
      maxKeys: 2,
    }),
    matchExpressions: fc.array(requirement, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);
const name = fc.constantFrom('first', 'second');
const object = fc.oneof(
  fc.record({
    apiVersion: fc.constant('external-secrets.io/v1'),
    kind: fc.constant('ClusterExternalSecret'),
    metadata: fc.record({ name }),
    spec: fc.record({
      namespaceSelectors: fc.array(selector, { maxLength: 2 }),
      namespaces: fc.array(fc.constantFrom('a', 'b'), { maxLength: 1 }),
    }),
  }),
  fc.record({
    apiVersion: fc.constant('external-secrets.io/v1'),
    kind: fc.constant('ExternalSecret'),
    metadata: fc.record({ name, namespace: value }),
  }),
  fc.record({
    apiVersion: fc.constant('v1'),
    kind: fc.constant('Namespace'),
    metadata: fc.record({
      name: value,
      labels: fc.dictionary(fc.constantFrom('team', 'zone'), value),
    }),
  }),
);

describe('meetings', () => {
  it('are, for any writers, those that comparing each with all before it finds', () => {
    fc.assert(
      fc.property(fc.array(object, { maxLength: 12 }), objects => {
        const input = readManifests(
          objects.map(each => manifestOf(each)!),
          DEFAULT_RULE_SETTINGS,
        );
        const nameOf = (writer: Writer) => writer.externalSecretName;
        const expected = input.writers.flatMap((later, index) => {
          const earlier = input.writers
            .slice(0, index)
            .find(
              other =>
                nameOf(other) === nameOf(later) && canMeet(other, later, input),
            );
          return earlier ? [[earlier, later]] : [];
        });
        const found = [...meetings(input, input.writers, nameOf)]
          .map(({ earlier, later }) => [earlier, later])
          .sort(
            ([, a], [, b]) =>
              input.writers.indexOf(a) - input.writers.indexOf(b),
          );
        expect(found).toEqual(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  describe('of distributions that select by one label', () => {
    const of = (title: string, operator: string, ...values: string[]) =>
      manifestOf({
        apiVersion: 'external-secrets.io/v1',
        kind: 'ClusterExternalSecret',
        metadata: { name: title },
        spec: {
          namespaceSelectors: [
            { matchExpressions: [{ key: 'team', operator, values }] },
          ],
        },
      })!;
    const meetingsOf = (...manifests: ReturnType<typeof of>[]) => {
      const input = readManifests(manifests, DEFAULT_RULE_SETTINGS);
      return [...meetings(input, input.writers, () => 'login')].map(
        ({ earlier, later }) =>
          `${earlier.manifest.name} ${later.manifest.name}`,
      );
    };

    it('name the first of several, whichever value is shared with it', () => {
      expect(
        meetingsOf(
          of('one', 'In', 'a'),
          of('two', 'In', 'b'),
          of('both', 'In', 'b', 'a'),
        ),
      ).toEqual(['one both']);
    });

    it('include one that only excludes other values', () => {
      expect(
        meetingsOf(
          of('all-but-a', 'NotIn', 'a'),
          of('a', 'In', 'a'),
          of('b', 'In', 'b'),
        ),
      ).toEqual(['all-but-a b']);
    });
  });

  it('are looked for only among those that share a value of a label', () => {
    const one = (metadata: object, selectors: object[]) =>
      manifestOf({
        apiVersion: 'external-secrets.io/v1',
        kind: 'ClusterExternalSecret',
        metadata,
        spec: { externalSecretName: 'login', namespaceSelectors: selectors },
      })!;
    let compared = 0;
    const input = readManifests(
      Array.from({ length: 200 }, (_, index) =>
        one({ name: `d-${index}` }, [
          { matchLabels: { region: 'eu', team: `team-${index}` } },
          { matchLabels: { region: 'us', team: `team-${index}` } },
        ]),
      ),
      DEFAULT_RULE_SETTINGS,
      {
        together: () => {
          compared += 1;
          return 'certain';
        },
      },
    );
    expect([...meetings(input, input.writers, () => 'login')]).toEqual([]);
    expect(compared).toBe(0);
  });
});
