import {
  distribution,
  externalSecret,
  toldBy,
} from '../__testUtils__/findings';

describe('the rules about names', () => {
  const longest = 'a'.repeat(253);
  const advice =
    'is no name of a Kubernetes object: use lower-case letters, digits, "-" and "."';

  it.each<[string, object, string[]]>([
    ['a name', externalSecret({}, { name: longest }), []],
    [
      'a name that is too long',
      externalSecret({}, { name: `${longest}a` }),
      [`error metadata.name: "${longest}a" ${advice}`],
    ],
    [
      'no name',
      externalSecret({}, { name: undefined }),
      ['error metadata.name: metadata.name is missing: give the object a name'],
    ],
    [
      'the name of an ExternalSecret',
      distribution({}, { externalSecretName: 'A' }),
      [`error spec.externalSecretName: "A" ${advice}`],
    ],
    [
      'the name of a Secret',
      distribution({ target: { name: 'B_' } }),
      [`error spec.externalSecretSpec.target.name: "B_" ${advice}`],
    ],
    [
      'the name of a team’s Secret',
      externalSecret({ target: { name: '-b' } }),
      [`error spec.target.name: "-b" ${advice}`],
    ],
    [
      'one wrong name in three places',
      distribution({}, {}, { name: 'A' }),
      [`error metadata.name: "A" ${advice}`],
    ],
    [
      'an object of another kind',
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'A' } },
      [],
    ],
  ])('name-invalid judges %s', (_case, object, expected) => {
    expect(toldBy('name-invalid', { objects: [object] })).toEqual(expected);
  });

  it.each(['a', 'a-b', 'a.b-c.d', '1', 'a--b', 'a.b--cd', 'ab.c'])(
    'name-invalid takes %s',
    name => {
      expect(
        toldBy('name-invalid', { objects: [externalSecret({}, { name })] }),
      ).toEqual([]);
    },
  );

  it.each(['-a', 'a-', 'a..b', '.a', 'a.', 'a.-b', 'a b', 'a/b'])(
    'name-invalid refuses %s',
    name => {
      expect(
        toldBy('name-invalid', { objects: [externalSecret({}, { name })] }),
      ).toHaveLength(1);
    },
  );

  it.each<[string, object, string | undefined, number]>([
    ['an operator that shortens it', distribution, '2.14', 0],
    ['an operator that does not', distribution, '2.13', 1],
    ['an ExternalSecret', externalSecret, '2.13', 0],
  ])('name-too-long knows %s', (_case, make, operatorVersion, count) => {
    const name = 'a'.repeat(60);
    const object =
      make === distribution
        ? distribution({}, {}, { name })
        : externalSecret({}, { name });
    expect(
      toldBy('name-too-long', {
        objects: [object],
        settings: { operatorVersion },
      }),
    ).toHaveLength(count);
  });
});

describe('the rule about versions of the API', () => {
  const versioned = (apiVersion: string, kind: string, spec?: object) => ({
    apiVersion: `external-secrets.io/${apiVersion}`,
    kind,
    metadata: { name: 'a', namespace: 'shop' },
    spec,
  });

  it.each<[string, string, string | undefined, string[]]>([
    ['v1', 'ExternalSecret', undefined, []],
    ['v1', 'ExternalSecret', '0.16', []],
    [
      'v1',
      'ExternalSecret',
      '0.15',
      [
        'error apiVersion: external-secrets.io/v1 is served since External Secrets Operator 0.16, and the operator is 0.15: write "apiVersion: external-secrets.io/v1beta1", or upgrade it',
      ],
    ],
    ['v1beta1', 'ExternalSecret', '0.15', []],
    ['v1beta1', 'ExternalSecret', '0.16', []],
    [
      'v1beta1',
      'SecretStore',
      '0.17',
      [
        'error apiVersion: external-secrets.io/v1beta1 is not served since External Secrets Operator 0.17: write "apiVersion: external-secrets.io/v1"',
      ],
    ],
    [
      'v1beta1',
      'SecretStore',
      undefined,
      [
        'warning apiVersion: external-secrets.io/v1beta1 is not served since External Secrets Operator 0.17: write "apiVersion: external-secrets.io/v1"',
      ],
    ],
    ['v1alpha1', 'PushSecret', undefined, []],
    ['v1alpha1', 'PushSecret', '0.15', []],
    [
      'v1',
      'PushSecret',
      '0.15',
      [
        'error apiVersion: PushSecret is not served as external-secrets.io/v1: write "apiVersion: external-secrets.io/v1alpha1"',
      ],
    ],
    [
      'v1beta1',
      'PushSecret',
      undefined,
      [
        'error apiVersion: PushSecret is not served as external-secrets.io/v1beta1: write "apiVersion: external-secrets.io/v1alpha1"',
      ],
    ],
    [
      'v1alpha1',
      'ExternalSecret',
      '0.15',
      [
        'error apiVersion: ExternalSecret is not served as external-secrets.io/v1alpha1: write "apiVersion: external-secrets.io/v1"',
      ],
    ],
    ['v1', '${KIND}', undefined, []],
  ])('judges %s %s of operator %s', (version, kind, operatorVersion, told) => {
    expect(
      toldBy('api-version-unknown', {
        objects: [versioned(version, kind)],
        settings: { operatorVersion },
      }),
    ).toEqual(told);
  });

  it('knows no kind by a name that every object inherits, and none of other groups', () => {
    expect(
      toldBy('api-version-unknown', {
        objects: [
          versioned('v1', 'toString'),
          { apiVersion: 'apps/v1', kind: 'Deployment', metadata: {} },
        ],
      }),
    ).toEqual([
      expect.stringMatching(/^error kind: external-secrets.io has no kind toS/),
    ]);
  });

  it('tells what becomes of the selector of a distribution', () => {
    const object = versioned('v1beta1', 'ClusterExternalSecret', {
      namespaceSelector: {},
    });
    expect(toldBy('api-version-unknown', { objects: [object] })).toEqual([
      expect.stringMatching(
        /v1", and the selector as an entry of "namespaceSelectors:"$/,
      ),
    ]);
  });
});
