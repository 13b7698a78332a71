import {
  externalSecret,
  fetched,
  Given,
  toldBy,
} from '../__testUtils__/findings';

type Row = [code: string, what: string, given: Given, told: string[]];

const one = (...objects: Given['objects']): Given => ({ objects });
const withTemplate = (template: object, spec: object = {}) =>
  externalSecret({ target: { template }, ...spec });
const made = (data: object, more: object = {}) =>
  withTemplate({ data, ...more });

const KEY_ROWS: Row[] = [
  [
    'secret-key-invalid',
    'judges the keys that the Secret gets',
    one(
      externalSecret({ data: [fetched('a b'), {}] }),
      made({ 'b/c': 'x' }, {}),
      withTemplate({ data: { a: 'x' } }, { data: [fetched('a b')] }),
    ),
    [
      'error spec.data.0.secretKey: "a b"',
      'error spec.target.template.data.b/c: "b/c"',
    ].map(
      told =>
        `${told} is not a key of a Secret: use letters, digits, "-", "_" and "."`,
    ),
  ],
  [
    'secret-type-keys-missing',
    'tells of a Secret without any key, and of none whose keys are not known',
    one(
      withTemplate({ type: 'kubernetes.io/basic-auth', data: {} }),
      withTemplate(
        { type: 'kubernetes.io/basic-auth' },
        { dataFrom: [{ extract: { key: 'a' } }] },
      ),
      withTemplate(
        { type: 'kubernetes.io/basic-auth', data: {} },
        { refreshInterval: 'x' },
      ),
    ),
    [
      'error spec.target.template.type: a Secret of type kubernetes.io/basic-auth needs the key username or password, and this one has none: add it to target.template.data, or use type Opaque',
    ],
  ],
  ...[
    ['kubernetes.io/dockerconfigjson', '.dockerconfigjson'],
    ['kubernetes.io/dockercfg', '.dockercfg'],
    ['kubernetes.io/ssh-auth', 'ssh-privatekey'],
  ].map(
    ([type, key]): Row => [
      'secret-type-keys-missing',
      `knows ${type}`,
      one(made({ a: 'x', b: 'y' }, { type }), made({ [key]: 'x' }, { type })),
      [
        `error spec.target.template.type: a Secret of type ${type} needs the key ${key}, and this one has a, b: add it to target.template.data, or use type Opaque`,
      ],
    ],
  ),
  [
    'secret-type-keys-missing',
    'asks for both keys of TLS',
    one(made({ a: 'x' }, { type: 'kubernetes.io/tls' })),
    ['tls.crt', 'tls.key'].map(
      key =>
        `error spec.target.template.type: a Secret of type kubernetes.io/tls needs the key ${key}, and this one has a: add it to target.template.data, or use type Opaque`,
    ),
  ],
  [
    'secret-type-refused',
    'knows the token that Kubernetes would make',
    one(
      withTemplate({
        type: 'kubernetes.io/service-account-token',
        metadata: {
          annotations: { 'kubernetes.io/service-account.name': 'a' },
        },
      }),
      withTemplate({ type: 'kubernetes.io/service-account-token' }),
      withTemplate({
        metadata: {
          annotations: { 'kubernetes.io/service-account.name': 'a' },
        },
      }),
    ),
    [
      'error spec.target.template.type: the operator refuses to have Kubernetes make a token of a service account: ask for one with a projected volume',
    ],
  ],
  [
    'secret-type-refused',
    'takes the name of an account for a note, where the type is another',
    one(
      withTemplate({
        type: 'Opaque',
        metadata: {
          annotations: { 'kubernetes.io/service-account.name': 'a' },
        },
      }),
    ),
    [],
  ],
  [
    'immutable-refreshed',
    'tells of what is refreshed',
    one(
      externalSecret({ target: { immutable: true } }),
      externalSecret({ target: { immutable: true }, refreshInterval: '0s' }),
      externalSecret({ target: { immutable: true }, refreshInterval: 'x' }),
      externalSecret({
        target: { immutable: true },
        refreshPolicy: 'CreatedOnce',
      }),
      externalSecret({ target: { immutable: 'true' } }),
    ),
    [
      'warning spec.target.immutable: the Secret is immutable and refreshed: a change at the source does not reach it, and the operator still reports SecretSynced: write refreshPolicy: CreatedOnce, or leave immutable out',
    ],
  ],
];

const POLICY_ROWS: Row[] = [
  ...['Merge', 'None', 'CreateOrMerge'].map(
    (creationPolicy): Row => [
      'policies-refused',
      `does not let Delete stand beside ${creationPolicy}`,
      one(
        externalSecret({
          target: { creationPolicy, deletionPolicy: 'Delete' },
        }),
      ),
      [
        `error spec.target.deletionPolicy: deletionPolicy Delete is refused with creationPolicy ${creationPolicy}, because the Secret is not the operator's own: use creationPolicy Owner, or deletionPolicy Retain`,
      ],
    ],
  ),
  [
    'policies-refused',
    'takes all others',
    one(
      externalSecret({ target: { deletionPolicy: 'Delete' } }),
      externalSecret({ target: { deletionPolicy: 'Merge' } }),
      externalSecret({ target: { creationPolicy: 'None' } }),
      externalSecret({
        target: { creationPolicy: 'Orphan', deletionPolicy: 'Delete' },
      }),
      externalSecret({
        target: { creationPolicy: 'Merge', deletionPolicy: 'Merge' },
      }),
    ),
    [],
  ],
  [
    'policies-refused',
    'names the deletion policies that there are',
    one(externalSecret({ target: { deletionPolicy: 'Keep' } })),
    [
      'error spec.target.deletionPolicy: there is no deletionPolicy Keep: use Retain, Delete, Merge',
    ],
  ],
];

describe('the rules about the Secret that is made', () => {
  it.each([...KEY_ROWS, ...POLICY_ROWS])(
    '%s %s',
    (code, _what, given, told) => {
      expect(toldBy(code, given)).toEqual(told);
    },
  );
});
