import { DEFAULT_HUB_ACCESS } from '../admission/defaultHubAccess';
import {
  clusterStore,
  externalSecret,
  Given,
  pushSecret,
  toldBy,
} from '../__testUtils__/findings';

type Row = [code: string, what: string, given: Given, told: string[]];

const PUSH_ROWS: Row[] = [
  [
    'push-secret-invalid',
    'names each thing that is missing',
    {
      objects: [pushSecret({ selector: {}, secretStoreRefs: [], data: [] })],
    },
    [
      'error spec.selector: the selector names no source: write selector.secret.name, or selector.generatorRef',
      'error spec.secretStoreRefs: no store is named to push to: write secretStoreRefs with kind and name',
      'error spec: nothing is pushed: write data with match.remoteRef.remoteKey',
    ],
  ],
  [
    'push-secret-invalid',
    'takes a generator, and dataTo',
    {
      objects: [
        pushSecret({ selector: { generatorRef: {} } }),
        pushSecret({ data: undefined, dataTo: [{ match: {} }] }),
      ],
    },
    [],
  ],
  [
    'push-secret-invalid',
    'refuses two sources, in a ClusterPushSecret too',
    {
      objects: [
        {
          apiVersion: 'external-secrets.io/v1alpha1',
          kind: 'ClusterPushSecret',
          metadata: { name: 'all' },
          spec: {
            pushSecretSpec: pushSecret({
              selector: { secret: {}, generatorRef: {} },
            }).spec,
          },
        },
      ],
    },
    [
      'error spec.pushSecretSpec.selector: secret and generatorRef exclude each other: make a PushSecret of each',
    ],
  ],
  [
    'push-secret-invalid',
    'waits for the object that a patch is a part of, and knows no other group',
    {
      objects: [
        pushSecret({ selector: {}, $patch: 'replace' }),
        { ...pushSecret({ selector: {} }), apiVersion: 'example.com/v1' },
      ],
    },
    [],
  ],
  [
    'push-target-duplicate',
    'compares keys with their properties',
    {
      objects: [
        pushSecret({
          data: [
            { remoteKey: 'a' },
            { remoteKey: 'a', property: 'x' },
            { remoteKey: 'a', property: 'y' },
            {},
            {},
            { remoteKey: 'a' },
          ].map(remoteRef => ({ match: { remoteRef } })),
        }),
      ],
    },
    [
      'error spec.data.5.match.remoteRef.remoteKey: another entry pushes to a too, and only one value stays there: give each entry a remoteKey or property of its own',
    ],
  ],
];

const rewrite = (source: unknown) => ({ rewrite: [{ regexp: { source } }] });
const UNCLOSED =
  'the operator cannot compile the regular expression: close every bracket, and escape those that stand for themselves';

const EXPRESSION_ROWS: Row[] = [
  [
    'regexp-invalid',
    'finds every expression of an ExternalSecret, a store and a PushSecret',
    {
      objects: [
        externalSecret({
          dataFrom: [
            { find: { name: { regexp: 'a' } } },
            { find: { name: { regexp: '(' } } },
            { extract: {}, ...rewrite('[') },
            { extract: {}, ...rewrite(5) },
          ],
        }),
        clusterStore({
          conditions: [{ namespaces: ['a'] }, { namespaceRegexes: ['a', '('] }],
        }),
        pushSecret({
          dataTo: [{ match: { regexp: '(' } }, { match: {}, ...rewrite('(') }],
        }),
      ],
    },
    [
      `error spec.dataFrom.1.find.name.regexp: ${UNCLOSED}`,
      `error spec.dataFrom.2.rewrite.0.regexp.source: ${UNCLOSED}`,
      `error spec.conditions.1.namespaceRegexes.1: ${UNCLOSED}`,
      `error spec.dataTo.0.match.regexp: ${UNCLOSED}`,
      `error spec.dataTo.1.rewrite.0.regexp.source: ${UNCLOSED}`,
    ],
  ],
  ...['(?=a)', '(?!a)', '(?<=a)', '(?<!a)'].map(
    (regexp): Row => [
      'regexp-invalid',
      `explains ${regexp}`,
      {
        objects: [
          externalSecret({ dataFrom: [{ find: { name: { regexp } } }] }),
        ],
      },
      [
        'error spec.dataFrom.0.find.name.regexp: the operator cannot compile the regular expression: Go has no look-ahead and no look-behind, so write what is to match',
      ],
    ],
  ),
];

describe('the rules about pushes and expressions', () => {
  it.each([...PUSH_ROWS, ...EXPRESSION_ROWS])(
    '%s %s',
    (code, _what, given, told) => {
      expect(toldBy(code, given)).toEqual(told);
    },
  );

  it.each([
    ['(a)(b)', '$2', undefined],
    ['(a)(b)', '$3', '3'],
    ['(a)', '$0', undefined],
    ['(?:a)', '$1', '1'],
    ['(?P<all>a)', '$all', undefined],
    ['(?<all>a)', '$all$1', undefined],
    ['(?<all>a)', '$any', 'any'],
    ['\\(a', '$1', '1'],
    ['[(]a', '$1', '1'],
    ['[\\](]a', '$1', '1'],
    ['(a)', '$$1_b', undefined],
    ['(a)', '$1${b}', undefined],
    ['(a)', '$1_b $2', '1_b'],
    [undefined, '$1', undefined],
    ['(a)', undefined, undefined],
  ])(
    'rewrite-group-unknown finds in %s and %s: %s',
    (source, target, group) => {
      const told = toldBy('rewrite-group-unknown', {
        objects: [
          externalSecret({
            dataFrom: [
              { extract: {}, rewrite: [{ regexp: { source, target } }] },
            ],
          }),
        ],
      });
      const named = told.map(each => /\$(\w+)/.exec(each)![1]);
      expect(named).toEqual(group === undefined ? [] : [group]);
    },
  );

  it('rewrite-group-unknown asks for braces only behind a number', () => {
    const told = (target: string) =>
      toldBy('rewrite-group-unknown', {
        objects: [
          externalSecret({
            dataFrom: [
              { extract: {}, rewrite: [{ regexp: { source: 'a', target } }] },
            ],
          }),
        ],
      });
    expect(told('$1_b')).toEqual([expect.stringContaining('write ${1}_b')]);
    expect(told('$a1_b')).toEqual([
      expect.stringContaining('the expression has no group a1_b'),
    ]);
  });

  it('rewrite-group-unknown points at the target', () => {
    const source = '(a)';
    expect(
      toldBy('rewrite-group-unknown', {
        objects: [
          externalSecret({
            dataFrom: [
              { extract: {} },
              {
                extract: {},
                rewrite: [{}, { regexp: { source, target: '$12_b' } }],
              },
            ],
          }),
        ],
      }),
    ).toEqual([
      'warning spec.dataFrom.1.rewrite.1.regexp.target: $12_b means the group named "12_b", which does not exist, and gives nothing: write ${12}_b',
    ]);
  });
});

describe('the rules about the stores of a hub', () => {
  const told = (code: string, ...objects: Given['objects']) =>
    toldBy(code, { objects, settings: { hub: true } });
  const others = (object: object) => [
    { ...object, kind: 'Thing' },
    { ...object, apiVersion: 'example.com/v1' },
  ];

  it('look at PushSecrets of the operator', () => {
    const push = pushSecret({
      secretStoreRefs: [{ kind: 'ClusterSecretStore', labelSelector: {} }],
    });
    expect(told('push-to-hub', push)).toHaveLength(1);
    expect(told('push-to-hub', ...others(push))).toEqual([]);
  });

  it('look at ExternalSecrets of the operator', () => {
    const [name] = DEFAULT_HUB_ACCESS.hubStores;
    const reader = externalSecret({
      secretStoreRef: { kind: 'ClusterSecretStore', name },
    });
    expect(told('hub-read-directly', reader)).toHaveLength(1);
    expect(told('hub-read-directly', ...others(reader))).toEqual([]);
  });
});

describe('the rule about labels', () => {
  it('looks at generators, too', () => {
    expect(
      toldBy('label-invalid', {
        objects: [
          {
            apiVersion: 'generators.external-secrets.io/v1alpha1',
            kind: 'Password',
            metadata: { name: 'a', labels: { a: 5 } },
          },
        ],
      }),
    ).toHaveLength(1);
  });
});
