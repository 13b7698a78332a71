import {
  clusterStore,
  externalSecret,
  Given,
  toldBy,
} from '../__testUtils__/findings';

const secretStore = (name: string, inNamespace: string) => ({
  ...clusterStore({}, name),
  kind: 'SecretStore',
  metadata: { name, namespace: inNamespace },
});

type Row = [code: string, what: string, given: Given, told: string[]];

const reference = (field: string, value: object) =>
  clusterStore({ provider: { vault: { auth: { [field]: value } } } });
const INCOMPLETE =
  'the reference names no namespace, so each ExternalSecret looks for it in its own: add namespace, unless every namespace has one of its own on purpose';

const REFERENCE_ROWS: Row[] = [
  ...[
    'tokenSecretRef',
    'secretKeyRef',
    'serviceAccountRef',
    'serviceAccount',
    'bearerToken',
    'clientCert',
    'clientKey',
    'caProvider',
  ].map(
    (field): Row => [
      'store-reference-incomplete',
      `knows the reference ${field}`,
      { objects: [reference(field, { name: 'a' })] },
      [`warning spec.provider.vault.auth.${field}: ${INCOMPLETE}`],
    ],
  ),
  [
    'store-reference-incomplete',
    'tells one reference of a store, and none that is complete or no reference',
    {
      objects: [
        clusterStore({
          provider: {
            vault: {
              caProvider: null,
              auth: {
                role: { name: 'a' },
                clientCertificate: { name: 'a' },
                tokenSecretRef: { name: 'a', namespace: 'b' },
                serviceAccountRef: {},
                jwt: { secretRef: { name: 'a' } },
                ldap: { secretRef: { name: 'a' } },
              },
            },
          },
        }),
        { ...reference('secretRef', { name: 'a' }), kind: 'SecretStore' },
      ],
    },
    [`warning spec.provider.vault.auth.jwt.secretRef: ${INCOMPLETE}`],
  ],
  [
    'store-reference-incomplete',
    'asks for a kind only where it changes the store',
    {
      objects: [
        ...['vault', 'both', 'nowhere'].map(name =>
          externalSecret({ secretStoreRef: { name } }),
        ),
        externalSecret({
          secretStoreRef: { name: 'vault', kind: 'SecretStore' },
        }),
        externalSecret(),
        clusterStore(),
        clusterStore({}, 'both'),
        secretStore('both', 'shop'),
      ],
    },
    [
      'warning spec.secretStoreRef: without a kind this names the SecretStore vault, and the files have a ClusterSecretStore of that name: write kind: ClusterSecretStore',
    ],
  ],
];

describe('the rule about references that are not complete', () => {
  it.each([...REFERENCE_ROWS])('%s %s', (code, _what, given, told) => {
    expect(toldBy(code, given)).toEqual(told);
  });
});
