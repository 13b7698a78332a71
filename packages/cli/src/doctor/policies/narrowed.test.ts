import { narrowed } from './narrowed';
import { policyDigest } from './policyDigest';

const RULE = {
  apiGroups: ['external-secrets.io'],
  apiVersions: ['*'],
  operations: ['CREATE', 'UPDATE'],
  resources: ['secretstores', 'secretstores/status'],
};
const CONDITION = { name: 'changes', expression: 'true' };

function policy(matchConstraints: object, conditions: object[] = []) {
  return { matchConstraints, matchConditions: conditions };
}

const SHIPPED = policyDigest(policy({ resourceRules: [RULE] }, [CONDITION]));

const within = (change: object) =>
  narrowed(policy({ resourceRules: [{ ...RULE, ...change }] }), SHIPPED);

describe('narrowed', () => {
  it.each([
    ['the shipped rule', [RULE]],
    ['every resource', [{ ...RULE, resources: ['*/*'] }]],
    [
      'every group and operation',
      [{ ...RULE, apiGroups: ['*'], operations: ['*'] }],
    ],
    [
      'the same in two rules',
      [
        { ...RULE, operations: ['CREATE'] },
        { ...RULE, operations: ['UPDATE'] },
      ],
    ],
    ['everything in every scope', [{ ...RULE, scope: '*' }]],
  ])('accepts %s', (_what, resourceRules) => {
    expect(
      narrowed(
        policy({ resourceRules, namespaceSelector: {}, objectSelector: {} }, [
          CONDITION,
        ]),
        SHIPPED,
      ),
    ).toBeUndefined();
  });

  it.each([
    ['a resource', { resources: ['secretstores'] }, /secretstores\/status/],
    [
      'a star without subresources',
      { resources: ['*'] },
      /secretstores\/status/,
    ],
    ['an operation', { operations: ['CREATE'] }, /UPDATE/],
    ['a group', { apiGroups: [''] }, /CREATE of secretstores/],
    ['a version', { apiVersions: ['v1'] }, /CREATE of secretstores/],
    ['a scope', { scope: 'Cluster' }, /CREATE of secretstores/],
    ['a name', { resourceNames: ['mine'] }, /CREATE of secretstores/],
  ])('reports a policy that is narrowed to %s', (_what, change, words) => {
    expect(within(change)).toMatch(words);
  });

  it.each([
    [
      'namespaces',
      { namespaceSelector: { matchLabels: { a: 'b' } } },
      /namespaceSelector/,
    ],
    [
      'objects',
      { objectSelector: { matchExpressions: [{ key: 'a' }] } },
      /objectSelector/,
    ],
    [
      'what it does not exclude',
      { excludeResourceRules: [RULE] },
      /excludeResourceRules/,
    ],
  ])('reports a policy that is narrowed to some %s', (_what, change, words) => {
    expect(
      narrowed(policy({ resourceRules: [RULE], ...change }), SHIPPED),
    ).toMatch(words);
  });

  it('reports a condition that is not the shipped one', () => {
    const resourceRules = [RULE];
    for (const condition of [
      { name: 'other', expression: 'true' },
      { ...CONDITION, expression: 'false' },
    ]) {
      expect(narrowed(policy({ resourceRules }, [condition]), SHIPPED)).toBe(
        `is skipped by a matchCondition of its own: ${condition.name}`,
      );
    }
  });

  it('reports a policy without rules as one that checks nothing', () => {
    expect(narrowed(undefined, SHIPPED)).toMatch(/does not look at/);
  });
});
