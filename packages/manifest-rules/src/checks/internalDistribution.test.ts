import {
  distribution,
  externalSecret,
  fetched,
  Given,
  pushSecret,
  toldBy,
} from '../__testUtils__/findings';

type Row = [code: string, what: string, given: Given, told: string[]];

const KEY = 'platform-data/postgres/temporal';
const STORE = { kind: 'ClusterSecretStore', name: 'vault' };

function entry(remoteKey: string, property?: string, secretKey = 'password') {
  return { match: { secretKey, remoteRef: { remoteKey, property } } };
}

/** A PushSecret in namespace `platform-data`. */
function push(spec: object) {
  const made = pushSecret({ secretStoreRefs: [STORE], ...spec });
  return {
    ...made,
    metadata: { name: 'temporal', namespace: 'platform-data' },
  };
}

const reader = externalSecret({
  data: [fetched('password', { key: KEY, property: 'password' })],
});

const GOOD = push({
  deletionPolicy: 'Delete',
  data: [
    entry(KEY, 'username', 'username'),
    entry(KEY, 'password'),
    entry('platform-config/postgres/platform-postgres', 'host', 'host'),
  ],
});

const CODES = [
  'internal-path-invalid',
  'internal-push-open',
  'internal-kinds-mixed',
  'internal-property-unusual',
  'internal-datasource-other',
  'internal-path-contested',
  'internal-route-broken',
  'internal-delay-long',
  'internal-value-stays',
];

/** A PushSecret of another name that writes a value. */
function otherPush(remoteKey: string, property: string, spec: object = {}) {
  const made = push({ data: [entry(remoteKey, property)], ...spec });
  return { ...made, metadata: { ...made.metadata, name: 'other' } };
}

const ROWS: Row[] = [
  ...CODES.map(
    (code): Row => [code, 'takes a good one', { objects: [GOOD, reader] }, []],
  ),
  ...CODES.map(
    (code): Row => [
      code,
      'leaves other paths, and those that are filled in later, alone',
      {
        objects: [
          pushSecret({
            data: [
              {
                match: {
                  remoteRef: { remoteKey: 'Any/prod', property: 'pwd' },
                },
              },
              entry('platform-data/${NAME}/Prod', 'hostname'),
            ],
          }),
          externalSecret({
            data: [fetched('a', { key: 'platform-data/{{ .Values.name }}' })],
          }),
        ],
        settings: { complete: true },
      },
      [],
    ],
  ),
  [
    'internal-path-contested',
    'names the other PushSecret that replaces the value',
    { objects: [GOOD, otherPush(KEY, 'password')] },
    [
      'error spec.data.0.match.remoteRef.remoteKey: PushSecret temporal writes platform-data/postgres/temporal (password) too, and each replaces the value of the other: keep one of them, or give this one a path of its own',
    ],
  ],
  [
    'internal-path-contested',
    'takes other properties, other stores, a push that never replaces, and several entries of one PushSecret',
    {
      objects: [
        GOOD,
        otherPush(KEY, 'token'),
        otherPush(KEY, 'password', {
          secretStoreRefs: [{ kind: 'ClusterSecretStore', name: 'another' }],
        }),
        otherPush(KEY, 'password', { secretStoreRefs: [{ name: 'vault' }] }),
        otherPush(KEY, 'password', { updatePolicy: 'IfNotExists' }),
      ],
    },
    [],
  ],
  [
    'internal-value-stays',
    'asks for the deletion of what no one renews any longer, once a PushSecret',
    {
      objects: [
        push({ data: [entry(KEY, 'password'), entry(KEY, 'token')] }),
        otherPush('platform-data/redis/temporal', 'password', {
          deletionPolicy: 'None',
        }),
      ],
    },
    [
      'warning spec: the value at platform-data/postgres/temporal stays in the store when this is deleted, and is renewed by no one: write deletionPolicy: Delete',
      'warning spec.deletionPolicy: the value at platform-data/redis/temporal stays in the store when this is deleted, and is renewed by no one: write deletionPolicy: Delete',
    ],
  ],
  [
    'internal-delay-long',
    'adds the intervals of the push and of the read',
    {
      objects: [
        push({ refreshInterval: '90m', data: [entry(KEY, 'password')] }),
        externalSecret({
          refreshInterval: '45m',
          data: [fetched('password', { key: KEY, property: 'password' })],
        }),
      ],
    },
    [
      'warning spec.refreshInterval: a change of platform-data/postgres/temporal may take 135 min (90 min until the push, 45 min until the read): shorten the intervals to 120 min together',
    ],
  ],
  [
    'internal-delay-long',
    'names a push that is never repeated',
    {
      objects: [push({ refreshInterval: '0', data: [entry(KEY, 'password')] })],
    },
    [
      'warning spec.refreshInterval: platform-data/postgres/temporal is pushed once, so a rotation never reaches its consumers: write refreshInterval: 1h',
    ],
  ],
  [
    'internal-delay-long',
    'leaves an interval that is filled in later to others',
    {
      objects: [
        push({
          refreshInterval: '${INTERVAL}',
          data: [entry(KEY, 'password')],
        }),
        externalSecret({
          refreshInterval: 'hourly',
          data: [fetched('password', { key: KEY, property: 'password' })],
        }),
      ],
    },
    [],
  ],
  [
    'internal-datasource-other',
    'compares the path with the system that the source names',
    {
      objects: [
        push({
          selector: {
            secret: {
              name: 'temporal.platform-postgres.credentials.postgresql.acid.zalan.do',
            },
          },
          data: [
            entry('platform-data/redis/temporal', 'password'),
            entry('platform-data/postgresql/temporal', 'password'),
          ],
        }),
      ],
    },
    [
      'warning spec.data.0.match.remoteRef.remoteKey: the source temporal.platform-postgres.credentials.postgresql.acid.zalan.do is of postgres, and the path says redis: write platform-data/postgres/temporal',
    ],
  ],
  [
    'internal-datasource-other',
    'judges neither a source that names no system or several, nor a datasource of another name',
    {
      objects: [
        push({
          selector: { secret: { name: 'redis-and-kafka' } },
          data: [entry('platform-data/postgres/temporal', 'password')],
        }),
        otherPush('platform-data/temporal-database/temporal', 'password', {
          selector: { secret: { name: 'platform-postgres' } },
        }),
      ],
    },
    [],
  ],
  [
    'internal-path-invalid',
    'names the part, and a correct path, of a push and of a read',
    {
      objects: [
        push({ data: [entry('platform-data/Postgres/temporal', 'password')] }),
        externalSecret({
          data: [fetched('a', { key: 'platform-config/postgres' })],
          dataFrom: [{ extract: { key: 'platform-data/postgres/prod-app' } }],
        }),
      ],
    },
    [
      'warning spec.data.0.match.remoteRef.remoteKey: "Postgres" has others than lower-case letters, digits and single hyphens: write platform-data/postgres/temporal, or the like',
      'warning spec.data.0.remoteRef.key: "platform-config/postgres" does not have the form platform-data/{datasource}/{consumer} or platform-config/{datasource}/{instance}: write platform-config/postgres/platform-postgres, or the like',
      'warning spec.dataFrom.0.extract.key: "prod-app" names an environment, which Vault\'s namespaces are for: write platform-data/postgres/app, or the like',
    ],
  ],
  [
    'internal-push-open',
    'wants each key named, and a ClusterSecretStore, once',
    {
      objects: [
        push({
          secretStoreRefs: [STORE, { name: 'own' }],
          data: [
            { match: { remoteRef: { remoteKey: KEY } } },
            entry(KEY, 'password'),
          ],
        }),
      ],
    },
    [
      'warning spec.data.0.match: the whole Secret is pushed, so a key that its producer adds is distributed too: write one entry with match.secretKey for each key',
      'warning spec.secretStoreRefs.1: a SecretStore is of one namespace, and consumers are in others: push to the ClusterSecretStore that they read',
    ],
  ],
  [
    'internal-push-open',
    'wants no expression and no dataTo, in a ClusterPushSecret too',
    {
      objects: [
        {
          apiVersion: 'external-secrets.io/v1alpha1',
          kind: 'ClusterPushSecret',
          metadata: { name: 'all' },
          spec: {
            pushSecretSpec: push({
              data: undefined,
              dataTo: [
                { remoteKey: KEY, match: { regexp: '.*' } },
                { remoteKey: KEY },
                { remoteKey: 'other' },
                {},
              ],
            }).spec,
          },
        },
      ],
    },
    [
      'warning spec.pushSecretSpec.dataTo.0: the keys are chosen by an expression, so one that its producer adds may be distributed too: write data with match.secretKey for each key',
      'warning spec.pushSecretSpec.dataTo.1: the keys are chosen by dataTo, so one that its producer adds may be distributed too: write data with match.secretKey for each key',
    ],
  ],
  [
    'internal-kinds-mixed',
    'keeps credentials and configuration apart, by the property or the key',
    {
      objects: [
        push({
          data: [
            entry('platform-config/postgres/main', 'password'),
            entry('platform-config/postgres/main', undefined, 'token'),
            entry(KEY, 'host', 'host'),
            entry(KEY, 'constructor', 'constructor'),
          ],
        }),
      ],
    },
    [
      'warning spec.data.0.match.remoteRef.remoteKey: password is a credential, and everyone who may read configuration could read it: push it below platform-data/',
      'warning spec.data.1.match.remoteRef.remoteKey: token is a credential, and everyone who may read configuration could read it: push it below platform-data/',
      'warning spec.data.2.match.remoteRef.remoteKey: host is configuration: push it below platform-config/, so that a consumer needs no right on credentials for it',
    ],
  ],
  [
    'internal-property-unusual',
    'names the usual property',
    {
      objects: [
        push({
          data: [entry(KEY, 'Passwd'), entry(KEY, 'user'), entry(KEY, 'pin')],
        }),
      ],
    },
    [
      'warning spec.data.0.match.remoteRef.property: consumers look for password, and not for Passwd: write property: password, and keep match.secretKey as its producer has it',
      'warning spec.data.1.match.remoteRef.property: consumers look for username, and not for user: write property: username, and keep match.secretKey as its producer has it',
    ],
  ],
  [
    'internal-route-broken',
    'names the store that the value is pushed to',
    {
      objects: [
        push({
          secretStoreRefs: [{ kind: 'ClusterSecretStore', name: 'other' }],
          data: [entry(KEY, 'password')],
        }),
        reader,
      ],
    },
    [
      'warning spec.data.0.remoteRef.key: platform-data/postgres/temporal is pushed to another store: read it from ClusterSecretStore other',
    ],
  ],
  [
    'internal-route-broken',
    'says nothing about a store that a selector chooses, or that the entry names',
    {
      objects: [
        push({
          secretStoreRefs: [{ labelSelector: {}, kind: 'ClusterSecretStore' }],
          data: [entry(KEY, 'password')],
        }),
        push({
          secretStoreRefs: [{ kind: 'ClusterSecretStore', name: 'other' }],
          data: [entry('platform-data/redis/temporal', 'password')],
        }),
        reader,
        externalSecret({
          data: [
            {
              ...fetched('a', { key: 'platform-data/redis/temporal' }),
              sourceRef: {
                storeRef: { kind: 'ClusterSecretStore', name: 'other' },
              },
            },
          ],
        }),
      ],
    },
    [],
  ],
  [
    'internal-route-broken',
    'finds a consumer in the namespace of its producer',
    {
      objects: [
        push({ data: [entry(KEY, 'password')] }),
        externalSecret(
          { data: [fetched('a', { key: KEY })] },
          { namespace: 'platform-data' },
        ),
        distribution({ data: [fetched('a', { key: KEY })] }),
      ],
    },
    [
      'warning spec.data.0.remoteRef.key: platform-data/postgres/temporal is pushed from this namespace: use the Secret of its producer directly',
    ],
  ],
  [
    'internal-route-broken',
    'finds paths that are only read or only written, where it has everything',
    {
      objects: [
        push({ data: [entry('platform-data/redis/temporal', 'password')] }),
        reader,
      ],
      settings: { complete: true },
    },
    [
      'warning spec.data.0.remoteRef.key: no PushSecret writes platform-data/postgres/temporal: add one in the namespace of its producer, or correct the key',
      'warning spec.data.0.match.remoteRef.remoteKey: no ExternalSecret reads platform-data/redis/temporal: add its consumer, or remove the entry',
    ],
  ],
  [
    'internal-route-broken',
    'does not miss what may be in another repository',
    {
      objects: [
        push({ data: [entry('platform-data/a/b', 'password')] }),
        reader,
      ],
    },
    [],
  ],
];

describe('the rules of internal distribution', () => {
  it.each(ROWS)('%s %s', (code, _, given, told) => {
    expect(toldBy(code, given)).toEqual(told);
  });
});
