import { parsePolicies, parseWebhooks } from './admissionGates';
import { parseQuota } from './quota';

describe('parseQuota', () => {
  const quota = (hard: object, used: object) => ({
    metadata: { name: 'objects' },
    status: { hard, used },
  });

  it('keeps what limits the number of Secrets and ExternalSecrets', () => {
    expect(
      parseQuota(
        quota(
          {
            secrets: '10',
            'count/secrets': '12',
            'count/externalsecrets.external-secrets.io': '3',
            pods: '5',
          },
          {
            secrets: '10',
            'count/secrets': '10',
            'count/externalsecrets.external-secrets.io': '0',
            pods: '5',
          },
        ),
      ),
    ).toEqual({
      name: 'objects',
      limits: [
        { resource: 'secrets', key: 'secrets', hard: 10, used: 10 },
        { resource: 'secrets', key: 'count/secrets', hard: 12, used: 10 },
        {
          resource: 'externalsecrets',
          key: 'count/externalsecrets.external-secrets.io',
          hard: 3,
          used: 0,
        },
      ],
    });
  });

  it.each([
    [
      'a quantity that is not a plain number',
      { secrets: '1k' },
      { secrets: '1' },
    ],
    ['a count that is not known yet', { secrets: '1' }, {}],
    ['a text', { secrets: '1' }, { secrets: 'many' }],
    ['no limit', {}, { secrets: '1' }],
  ])('knows nothing of %s', (_, hard, used) => {
    expect(parseQuota(quota(hard, used)).limits).toEqual([]);
  });

  it('reads what is no quota as one without limits', () => {
    expect(parseQuota(null)).toEqual({ name: '', limits: [] });
  });
});

const RULE = {
  apiGroups: [''],
  apiVersions: ['v1'],
  operations: ['CREATE'],
  resources: ['secrets'],
};

describe('parsePolicies', () => {
  const policy = {
    metadata: { name: 'no-secrets' },
    spec: {
      matchConstraints: {
        resourceRules: [RULE],
        namespaceSelector: { matchLabels: { tier: 'a' } },
      },
      validations: [{ expression: 'false', message: 'canary-not-a-secret' }],
    },
  };
  const binding = (spec: object) => ({
    metadata: { name: 'everywhere' },
    spec: { policyName: 'no-secrets', ...spec },
  });

  it('returns a policy for each binding that denies', () => {
    const [gate, ...others] = parsePolicies(
      [policy],
      [
        binding({ validationActions: ['Deny', 'Audit'] }),
        binding({ validationActions: ['Warn'] }),
        binding({ policyName: 'another', validationActions: ['Deny'] }),
      ],
    );
    expect(others).toEqual([]);
    expect(gate).toEqual({
      kind: 'ValidatingAdmissionPolicy',
      name: 'no-secrets',
      part: 'everywhere',
      scopes: [
        {
          rules: [
            { apiGroups: [''], operations: ['CREATE'], resources: ['secrets'] },
          ],
          excluded: [],
          namespaceSelector: { matchLabels: { tier: 'a' } },
          objectSelector: {},
        },
        { excluded: [], namespaceSelector: {}, objectSelector: {} },
      ],
    });
  });

  it('keeps the resources of the binding', () => {
    const [{ scopes }] = parsePolicies(
      [policy],
      [
        binding({
          validationActions: ['Deny'],
          matchResources: {
            resourceRules: [RULE],
            excludeResourceRules: [RULE],
          },
        }),
      ],
    );
    expect(scopes[1].rules).toHaveLength(1);
    expect(scopes[1].excluded).toHaveLength(1);
  });

  it('keeps a limited number of rules', () => {
    const rules = Array.from({ length: 1_000 }, () => RULE);
    const [{ scopes }] = parsePolicies(
      [{ ...policy, spec: { matchConstraints: { resourceRules: rules } } }],
      [binding({ validationActions: ['Deny'] })],
    );
    expect(scopes[0].rules).toHaveLength(50);
  });
});

describe('parseWebhooks', () => {
  it('returns each webhook of each configuration', () => {
    expect(
      parseWebhooks('MutatingWebhookConfiguration', [
        {
          metadata: { name: 'injector' },
          webhooks: [
            { name: 'a.example.com', rules: [RULE] },
            {
              name: 'b.example.com',
              objectSelector: { matchLabels: { x: 'y' } },
            },
          ],
        },
      ]).map(({ kind, name, part, scopes }) => [
        kind,
        name,
        part,
        scopes[0].rules?.length,
        scopes[0].objectSelector,
      ]),
    ).toEqual([
      ['MutatingWebhookConfiguration', 'injector', 'a.example.com', 1, {}],
      [
        'MutatingWebhookConfiguration',
        'injector',
        'b.example.com',
        0,
        { matchLabels: { x: 'y' } },
      ],
    ]);
  });
});
