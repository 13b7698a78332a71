import { policyDigest } from './policyDigest';

const SPEC = {
  failurePolicy: 'Fail',
  paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
  matchConstraints: {
    resourceRules: [
      {
        apiGroups: [''],
        apiVersions: ['*'],
        operations: ['CREATE', 'UPDATE'],
        resources: ['namespaces', 'namespaces/*'],
      },
    ],
  },
  matchConditions: [{ name: 'some', expression: 'true' }],
  variables: [{ name: 'a', expression: '1' }],
  validations: [{ expression: 'variables.a == 1', reason: 'Forbidden' }],
};

describe('policyDigest', () => {
  it("is the same with the API server's own fields, and in another order", () => {
    const [rule] = SPEC.matchConstraints.resourceRules;
    const read = {
      ...Object.fromEntries(Object.entries(SPEC).reverse()),
      matchConstraints: {
        matchPolicy: 'Equivalent',
        namespaceSelector: {},
        objectSelector: {},
        resourceRules: [
          { ...rule, operations: ['UPDATE', 'CREATE'], scope: '*' },
        ],
      },
    };
    expect(policyDigest(read)).toEqual(policyDigest(SPEC));
  });

  it('is the same with other line breaks, as kustomize writes them', () => {
    const expression = 'variables.a\n\n  == 1';
    const validations = [{ expression, reason: 'Forbidden' }];
    expect(policyDigest({ ...SPEC, validations })).toEqual(policyDigest(SPEC));
  });

  it.each([
    ['an expression', { validations: [{ expression: 'true' }] }],
    ['a variable', { variables: [{ name: 'a', expression: '2' }] }],
    [
      'the order of variables',
      { variables: [...SPEC.variables, ...SPEC.variables] },
    ],
    ['the parameters', { paramKind: undefined }],
    ['a condition', { matchConditions: [] }],
    ['what it looks at', { matchConstraints: {} }],
  ])('differs with %s', (_what, change) => {
    expect(policyDigest({ ...SPEC, ...change }).hash).not.toBe(
      policyDigest(SPEC).hash,
    );
  });

  it('accepts any value as a policy that decides nothing', () => {
    expect(policyDigest(undefined)).toEqual(policyDigest({}));
  });
});
