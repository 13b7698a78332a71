import {
  clusterStore,
  distribution,
  externalSecret,
  fetched,
  Given,
  namespace,
  toldBy,
} from '../__testUtils__/findings';
import { manifestOf } from '../manifest';

const patched = { isPatched: () => true };
const secretStore = (name: string, inNamespace: string) => ({
  ...clusterStore({}, name),
  kind: 'SecretStore',
  metadata: { name, namespace: inNamespace },
});
const isKind = (kind: string) => ({
  isPatched: (manifest: ReturnType<typeof manifestOf>) =>
    manifest!.kind === kind,
});

type Row = [code: string, what: string, given: Given, told: string[]];

const NAME = 'kubernetes.io/metadata.name';

const STORE_ROWS: Row[] = [
  [
    'store-missing',
    'names five of the given stores',
    {
      objects: [
        externalSecret(),
        ...[1, 2, 3, 4, 5].map(index => clusterStore({}, `store-${index}`)),
        secretStore('other', 'shop'),
      ],
    },
    [
      'error spec.secretStoreRef.name: there is no ClusterSecretStore vault among the given ones (store-1, store-2, store-3, store-4, store-5): name one that exists, or add it',
    ],
  ],
  [
    'store-missing',
    'says that there are more than five',
    {
      objects: [
        externalSecret(),
        ...[1, 2, 3, 4, 5, 6].map(index => clusterStore({}, `store-${index}`)),
      ],
    },
    [
      'error spec.secretStoreRef.name: there is no ClusterSecretStore vault among the given ones (store-1, store-2, store-3, store-4, store-5 and others): name one that exists, or add it',
    ],
  ],
  [
    'store-missing',
    'names none where everything is given, and no store is among it',
    { objects: [externalSecret()], settings: { complete: true } },
    [
      'error spec.secretStoreRef.name: there is no ClusterSecretStore vault: name one that exists, or add it',
    ],
  ],
  [
    'store-missing',
    'waits for a patch',
    {
      objects: [
        externalSecret({ secretStoreRef: undefined, data: [fetched('a')] }),
        externalSecret(),
      ],
      settings: { complete: true },
      origins: patched,
    },
    [],
  ],
  [
    'store-missing',
    'needs a store for each entry that has none of its own',
    {
      objects: [
        externalSecret({
          secretStoreRef: undefined,
          refreshInterval: '1h',
          data: [
            {
              ...fetched('a'),
              sourceRef: { storeRef: { name: 'mine', kind: 'SecretStore' } },
            },
          ],
          dataFrom: [
            { sourceRef: { generatorRef: { kind: 'Password', name: 'a' } } },
          ],
        }),
        externalSecret({
          secretStoreRef: {},
          dataFrom: [{ extract: { key: 'a' } }],
        }),
      ],
    },
    [
      'error spec.secretStoreRef: no store is named to fetch from: write secretStoreRef with kind and name',
    ],
  ],
  [
    'store-not-given',
    'leaves a name alone that another tool fills in, and a store that is given',
    {
      objects: [
        externalSecret({ secretStoreRef: { name: '${STORE}' } }),
        externalSecret(),
        clusterStore(),
      ],
    },
    [],
  ],
  [
    'store-not-given',
    'warns of a distribution that names a SecretStore',
    {
      objects: [distribution({ secretStoreRef: { name: 'mine' } })],
    },
    [
      'warning spec.externalSecretSpec.secretStoreRef.name: each selected namespace needs a SecretStore mine of its own: use a ClusterSecretStore',
    ],
  ],
  [
    'store-not-given',
    'knows the SecretStore of the same namespace only',
    {
      objects: [
        externalSecret({ secretStoreRef: { name: 'mine' } }),
        externalSecret({ secretStoreRef: { name: 'other' } }),
        secretStore('mine', 'shop'),
      ],
    },
    [],
  ],
  [
    'store-not-given',
    'knows a store of the name that may be of another cluster',
    {
      objects: [externalSecret(), clusterStore()],
      origins: { together: () => 'unknown' },
    },
    [],
  ],
  [
    'store-denies',
    'knows a namespace only by a selector that names it, and asks for no more',
    {
      objects: [
        distribution(
          {},
          {
            namespaceSelectors: [
              { matchLabels: { a: 'v' } },
              { matchLabels: { [NAME]: 'w', a: 'b' } },
              {
                matchExpressions: [
                  { key: 'b', operator: 'NotIn', values: ['y'] },
                  { key: NAME, operator: 'NotIn', values: ['w'] },
                ],
              },
            ],
          },
        ),
        clusterStore({ conditions: [{ namespaces: ['d', 'w'] }] }),
      ],
    },
    [],
  ],
  [
    'store-denies',
    'takes the labels of a namespace that is given as they are',
    {
      objects: [
        distribution(
          {},
          {
            namespaceSelectors: [
              {
                matchLabels: { [NAME]: 'v' },
                matchExpressions: [
                  { key: 'a', operator: 'NotIn', values: ['b'] },
                ],
              },
            ],
          },
        ),
        namespace('v', { a: 'b' }),
        clusterStore({ conditions: [{ namespaces: ['d'] }] }),
      ],
    },
    [],
  ],
  [
    'store-denies',
    'is silent where a patch may change the store, or what names it',
    {
      objects: [
        externalSecret(),
        clusterStore({ conditions: [{ namespaces: ['b'] }] }),
      ],
      origins: isKind('ExternalSecret'),
    },
    [],
  ],
  [
    'store-denies',
    'is silent where the store is patched',
    {
      objects: [
        externalSecret(),
        clusterStore({ conditions: [{ namespaces: ['b'] }] }),
      ],
      origins: isKind('ClusterSecretStore'),
    },
    [],
  ],
  [
    'store-denies',
    'names the namespaces in their order, those that a selector names too',
    {
      objects: [
        distribution(
          {},
          {
            namespaceSelectors: [
              { matchLabels: { a: 'b' } },
              {
                matchExpressions: [
                  {
                    key: 'kubernetes.io/metadata.name',
                    operator: 'In',
                    values: ['c', 'd'],
                  },
                ],
              },
            ],
          },
        ),
        namespace('z', { a: 'b' }),
        namespace('b', { a: 'b' }),
        namespace('y'),
        clusterStore({ conditions: [{ namespaces: ['d'] }] }),
      ],
    },
    [
      "error spec.externalSecretSpec.secretStoreRef.name: the conditions of ClusterSecretStore vault exclude b, c, z: add it to the store's spec.conditions, or do not select it",
    ],
  ],
  [
    'store-denies',
    'is silent where one of several stores of the name allows it',
    {
      objects: [
        externalSecret(),
        clusterStore({ conditions: [{ namespaces: ['b'] }] }),
        clusterStore({ conditions: [{ namespaces: ['shop'] }] }),
      ],
      origins: { together: () => 'unknown' },
    },
    [],
  ],
  [
    'store-denies',
    'is silent where one of several stores of the name has no conditions',
    {
      objects: [
        externalSecret(),
        clusterStore({ conditions: [{ namespaces: ['b'] }] }),
        clusterStore(),
      ],
      origins: { together: () => 'unknown' },
    },
    [],
  ],
];

describe('the rules about stores', () => {
  it.each([...STORE_ROWS])('%s %s', (code, _what, given, told) => {
    expect(toldBy(code, given)).toEqual(told);
  });
});
