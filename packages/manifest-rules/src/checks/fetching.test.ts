import {
  distribution,
  externalSecret,
  fetched,
  Given,
  namespace,
  pushSecret,
  toldBy,
} from '../__testUtils__/findings';

const patched = { isPatched: () => true };
const generator = (kind: unknown, more: object = {}) => ({
  dataFrom: [{ sourceRef: { generatorRef: { kind, name: 'a', ...more } } }],
});

type Row = [code: string, what: string, given: Given, told: string[]];

const DATA_ROWS: Row[] = [
  [
    'data-missing',
    'lets dataFrom be enough',
    { objects: [externalSecret({ dataFrom: [{ extract: { key: 'a' } }] })] },
    [],
  ],
  [
    'data-missing',
    'waits for a patch',
    { objects: [externalSecret()], origins: patched },
    [],
  ],
  [
    'data-missing',
    'points at an entry in the wrong place',
    { objects: [externalSecret({ target: { data: [fetched('a')] } })] },
    [
      'error spec.target.data: neither data nor dataFrom is given, and "data" below "target" is not read: move it up one level, beside "target"',
    ],
  ],
  [
    'data-from-invalid',
    'takes each of the ways',
    {
      objects: [
        externalSecret({
          dataFrom: [
            { extract: { key: 'a' } },
            { find: { name: { regexp: 'a' } } },
            { extract: { key: 'a' }, sourceRef: { storeRef: { name: 'a' } } },
            { sourceRef: { generatorRef: { kind: 'Password', name: 'a' } } },
          ],
        }),
      ],
    },
    [],
  ],
  [
    'data-from-invalid',
    'names what excludes each other, and what is missing',
    {
      objects: [
        externalSecret({
          dataFrom: [
            { extract: {}, sourceRef: { generatorRef: { name: 'a' } } },
            { key: 'app' },
            { sourceRef: { storeRef: { name: 'a' } } },
          ],
        }),
      ],
    },
    [
      'error spec.dataFrom.0: extract and sourceRef.generatorRef exclude each other: make an entry of each',
      'error spec.dataFrom.1: the entry fetches nothing: move "key" below "extract", as in extract: { key: app }',
      'error spec.dataFrom.2: the entry fetches nothing: write extract, find or sourceRef.generatorRef',
    ],
  ],
  [
    'secret-key-duplicate',
    'compares entries that have a key',
    {
      objects: [
        externalSecret({
          data: [
            {},
            {},
            fetched('a'),
            fetched('b'),
            fetched('a'),
            fetched('a'),
          ],
        }),
      ],
    },
    [4, 5].map(
      index =>
        `error spec.data.${index}.secretKey: secretKey a is there twice, and only one value can have it: give each entry a key of its own`,
    ),
  ],
];

const INTERVAL_ROWS: Row[] = [
  [
    'refresh-interval-invalid',
    'judges every place that has one',
    {
      objects: [
        externalSecret({ refreshInterval: 5, refreshTime: 'x' }),
        distribution({ refreshInterval: null }, { refreshTime: 'soon' }),
        pushSecret({ refreshInterval: '' }),
      ],
    },
    [
      'error spec.refreshInterval: 5',
      'error spec.refreshTime: "soon"',
      'error spec.refreshInterval: ""',
    ].map(
      told =>
        `${told} is not a duration: write it in quotes, as Go does, such as "1h0m0s", "15m" or "0s"`,
    ),
  ],
  [
    'refresh-interval-too-short',
    'counts one namespace for an ExternalSecret, and each read',
    {
      objects: [
        externalSecret({
          refreshInterval: '1s',
          data: Array.from({ length: 9 }, (_, index) => fetched(`a${index}`)),
          dataFrom: Array(2).fill({ extract: { key: 'a' } }),
        }),
        externalSecret({
          refreshInterval: '1s',
          data: Array.from({ length: 10 }, (_, index) => fetched(`a${index}`)),
        }),
      ],
    },
    [
      'warning spec.refreshInterval: 1 namespace with 11 reads each need a refresh interval of at least 2s: write a longer one, such as 1h',
    ],
  ],
  [
    'refresh-interval-too-short',
    'counts the namespaces that are given, where they are more than expected',
    {
      objects: [
        distribution({ refreshInterval: '100ms', data: [fetched('a')] }),
        namespace('a', { 'secrets/pull': 'true' }),
        namespace('b', { 'secrets/pull': 'true' }),
      ],
      settings: { expectedNamespaces: 1 },
    },
    [
      'warning spec.externalSecretSpec.refreshInterval: 2 namespaces with 1 read each need a refresh interval of at least 1s: write a longer one, such as 1h',
    ],
  ],
  [
    'refresh-interval-too-short',
    'asks nothing of what is not refreshed, or cannot be read',
    {
      objects: ['1x', '1s'].map(refreshInterval =>
        distribution({
          refreshInterval,
          refreshPolicy: refreshInterval === '1s' ? 'CreatedOnce' : 'Periodic',
          data: [fetched('a')],
        }),
      ),
    },
    [],
  ],
  [
    'generated-expires',
    'takes what is refreshed at the end of its life for too late',
    {
      objects: [
        externalSecret({
          ...generator('ACRAccessToken'),
          refreshInterval: '3h',
        }),
        externalSecret({
          ...generator('ECRAuthorizationToken'),
          refreshInterval: '11h59m',
        }),
      ],
    },
    [
      'warning spec.refreshInterval: what ACRAccessToken makes lives 3 h, and is not refreshed before that: write a refreshInterval such as 90m',
    ],
  ],
  [
    'generated-expires',
    'tells of what is never refreshed, and of nothing that cannot be read',
    {
      objects: [
        externalSecret({
          ...generator('GCRAccessToken'),
          refreshInterval: '0s',
        }),
        externalSecret({
          ...generator('GCRAccessToken'),
          refreshInterval: '1m',
          refreshPolicy: 'CreatedOnce',
        }),
        externalSecret({
          ...generator('GCRAccessToken'),
          refreshInterval: 'x',
        }),
        externalSecret({ ...generator(5), refreshInterval: '0s' }),
      ],
    },
    Array(2).fill(
      'warning spec.refreshInterval: what GCRAccessToken makes lives 1 h, and is not refreshed before that: write a refreshInterval such as 30m',
    ),
  ],
  [
    'generator-reference-invalid',
    'asks for a ClusterGenerator only in a distribution, and of what is known',
    {
      objects: [
        externalSecret(generator('Password')),
        distribution(generator('${KIND}')),
        distribution(generator(undefined)),
        distribution(generator('Password', { name: undefined })),
      ],
    },
    [
      'warning spec.externalSecretSpec.dataFrom.0.sourceRef.generatorRef.kind: each selected namespace needs Password  of its own: make a ClusterGenerator of it, and name that',
    ],
  ],
];

describe('the rules about what is fetched, and how often', () => {
  it.each([...DATA_ROWS, ...INTERVAL_ROWS])(
    '%s %s',
    (code, _what, given, told) => {
      expect(toldBy(code, given)).toEqual(told);
    },
  );
});
