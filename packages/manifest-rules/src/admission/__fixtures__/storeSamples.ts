type Provider = Readonly<Record<string, unknown>>;

const key = { name: 'mine', key: 'key' };
const account = { name: 'default' };
const url = 'https://mallory.example';
const elsewhere = {
  type: 'ConfigMap',
  name: 'any',
  key: 'any',
  namespace: 'central-secret-store',
};

const vault = (auth: object | undefined, more: object = {}): Provider => ({
  vault: { server: url, path: 'secret', auth, ...more },
});

const kubernetesLogin = { mountPath: 'kubernetes', role: 'any' };

/** Providers that a team may not use like this, and what is held against each. */
export const DANGEROUS_PROVIDERS: readonly (readonly [
  title: string,
  provider: Provider,
  texts: readonly string[],
])[] = [
  ['no provider', {}, ['spec.provider has to name one provider']],
  [
    'two providers',
    { doppler: {}, chef: {} },
    ['spec.provider has to name one provider'],
  ],
  [
    'a provider of a later version',
    { later: {} },
    ['later (not among the team-store-providers)'],
  ],
  [
    'a provider with the name of an inherited member',
    { constructor: {} },
    ['constructor (not among the team-store-providers)'],
  ],
  [
    'a kubeconfig of the team',
    { kubernetes: { authRef: key } },
    ['kubernetes.authRef', 'kubernetes.auth is missing'],
  ],
  [
    'a kubeconfig beside an account',
    { kubernetes: { authRef: key, auth: { serviceAccount: account } } },
    ['kubernetes.authRef'],
  ],
  [
    'a kubeconfig of the team for custom resources',
    { crd: { authRef: key, auth: { serviceAccount: account } } },
    ['crd.authRef'],
  ],
  ...[
    'kube-system',
    'central-secret-store',
    'central-secrets-index',
    'external-secrets',
  ].map(
    remoteNamespace =>
      [
        `the protected namespace ${remoteNamespace}`,
        { kubernetes: { remoteNamespace, auth: { serviceAccount: account } } },
        [`kubernetes.remoteNamespace ${remoteNamespace}`],
      ] as const,
  ),
  [
    'no credential at all',
    { kubernetes: { remoteNamespace: 'default' } },
    ['kubernetes.auth is missing'],
  ],
  [
    'a certificate of another namespace',
    {
      kubernetes: {
        auth: { serviceAccount: account },
        server: { url, caProvider: elsewhere },
      },
    },
    ['kubernetes.server.caProvider.namespace'],
  ],
  ['a Vault and no credential', vault(undefined), ['vault.auth is missing']],
  [
    'a Vault and an empty credential',
    vault({}),
    ['vault.auth names no known method'],
  ],
  [
    'a Vault that gets the operator’s own token',
    vault({ kubernetes: kubernetesLogin }),
    ['vault.auth.kubernetes'],
  ],
  [
    'a Vault that gets it where the team’s Secret is empty',
    vault({ kubernetes: { ...kubernetesLogin, secretRef: key } }),
    ['vault.auth.kubernetes'],
  ],
  [
    'a Vault that gets it where the team’s account has just gone',
    vault({ kubernetes: { ...kubernetesLogin, serviceAccountRef: account } }),
    ['vault.auth.kubernetes'],
  ],
  [
    'a Vault and the operator’s AWS identity',
    vault({ iam: {}, tokenSecretRef: key }),
    ['vault.auth.iam'],
  ],
  [
    'a Vault and the operator’s Google identity',
    vault({ gcp: {} }),
    ['vault.auth.gcp', 'vault.auth names no known method'],
  ],
  [
    'a Vault and a certificate of another namespace',
    vault({ tokenSecretRef: key }, { caProvider: elsewhere }),
    ['vault.caProvider.namespace'],
  ],
  [
    'an OpenBao without credential',
    { openBao: {} },
    ['openBao.auth is missing'],
  ],
  [
    'the operator’s AWS identity',
    { aws: { service: 'SecretsManager' } },
    ['aws.auth without secretRef or jwt.serviceAccountRef'],
  ],
  [
    'the operator’s AWS identity by a token of nobody',
    { aws: { auth: { jwt: {} }, role: 'any' } },
    ['aws.auth without secretRef or jwt.serviceAccountRef'],
  ],
  [
    'the operator’s Google identity',
    { gcpsm: { projectID: 'any' } },
    ['gcpsm.auth without secretRef or workloadIdentity'],
  ],
  [
    'a Google credential that names a file',
    {
      gcpsm: {
        auth: {
          secretRef: key,
          workloadIdentityFederation: { credConfig: key },
        },
      },
    },
    ['gcpsm.auth.workloadIdentityFederation'],
  ],
  [
    'the operator’s Azure identity',
    { azurekv: { vaultUrl: url, authType: 'ManagedIdentity' } },
    ['azurekv.authType ManagedIdentity without serviceAccountRef'],
  ],
  [
    'the operator’s Azure workload identity',
    { azurekv: { vaultUrl: url, authType: 'WorkloadIdentity' } },
    ['azurekv.authType WorkloadIdentity without serviceAccountRef'],
  ],
  [
    'the operator’s Oracle instance',
    { oracle: { region: 'x' } },
    ['oracle without auth or serviceAccountRef'],
  ],
  [
    'the operator’s Oracle workload',
    { oracle: { auth: {}, principalType: 'Workload' } },
    ['oracle without auth or serviceAccountRef'],
  ],
  [
    'the operator’s Oracle instance beside an account',
    {
      oracle: {
        principalType: 'InstancePrincipal',
        serviceAccountRef: account,
      },
    },
    ['oracle without auth or serviceAccountRef'],
  ],
  [
    'the operator’s Volcengine identity',
    { volcengine: { auth: {} } },
    ['volcengine.auth without secretRef'],
  ],
  [
    'the operator’s Yandex instance',
    { yandexlockbox: { auth: {} } },
    ['yandexlockbox.auth without authorizedKeySecretRef'],
  ],
  [
    'the operator’s Yandex instance, by a Secret without a name',
    {
      yandexcertificatemanager: {
        auth: { authorizedKeySecretRef: { name: '' } },
      },
    },
    ['yandexcertificatemanager.auth without authorizedKeySecretRef'],
  ],
  [
    'an Akeyless credential whose kind is in a Secret',
    { akeyless: { authSecretRef: { secretRef: { accessType: key } } } },
    ['akeyless.authSecretRef without kubernetesAuth of an account of your own'],
  ],
  ...[
    'kubernetesAuthCredentials',
    'azureAuthCredentials',
    'gcpIdTokenAuthCredentials',
    'gcpIamAuthCredentials',
    'awsAuthCredentials',
  ].map(
    method =>
      [
        `an Infisical credential of the operator’s: ${method}`,
        { infisical: { auth: { [method]: { identityId: key } } } },
        [`infisical.auth.${method}`],
      ] as const,
  ),
  [
    'a Conjur token whose Secret may be empty',
    { conjur: { url, auth: { jwt: { secretRef: key } } } },
    ['conjur.auth.jwt without serviceAccountRef'],
  ],
  [
    'an IBM credential that names a file',
    { ibm: { auth: { containerAuth: {} } } },
    ['ibm (not among the team-store-providers)', 'ibm.auth.containerAuth'],
  ],
  [
    'an Alibaba credential that names a file',
    { alibaba: { auth: { rrsa: {} } } },
    ['alibaba (not among the team-store-providers)', 'alibaba.auth.rrsa'],
  ],
  ...['url', 'body'].map(
    field =>
      [
        `a function of the operator in a webhook's ${field}`,
        { webhook: { [field]: 'x{{ getSecretKey }}' } },
        [
          'webhook (not among the team-store-providers)',
          'webhook with getSecretKey',
        ],
      ] as const,
  ),
  [
    'a webhook without a function of the operator',
    {
      webhook: { url, body: '{{ .remoteRef.key }}', headers: { 'X-Any': 'x' } },
    },
    ['webhook (not among the team-store-providers)'],
  ],
  [
    'a function of the operator in a header',
    { webhook: { url, headers: { 'X-Any': '{{ getSecretKey }}' } } },
    [
      'webhook (not among the team-store-providers)',
      'webhook with getSecretKey',
    ],
  ],
  [
    'values that stores of one name share',
    { fake: { data: [] } },
    ['fake (not among the team-store-providers)'],
  ],
];

/** Providers that a team may use like this. */
export const HARMLESS_PROVIDERS: readonly (readonly [string, Provider])[] = [
  [
    'an account of the team',
    {
      kubernetes: {
        remoteNamespace: 'mallory',
        auth: { serviceAccount: account },
        server: { url, caProvider: { name: 'any', key: 'any' } },
      },
    },
  ],
  ['a token of the team for Vault', vault({ tokenSecretRef: key })],
  [
    'a Vault whose absent fields are null',
    vault({ tokenSecretRef: key, iam: null, kubernetes: null }),
  ],
  ['a token for OpenBao', { openBao: { auth: { tokenSecretRef: key } } }],
  ['an AWS key of the team', { aws: { auth: { secretRef: key } } }],
  [
    'an AWS role of the team’s account',
    { aws: { auth: { jwt: { serviceAccountRef: account } } } },
  ],
  ['a Google key of the team', { gcpsm: { auth: { secretRef: key } } }],
  ['a Google account', { gcpsm: { auth: { workloadIdentity: {} } } }],
  ['Azure with what it does by default', { azurekv: { vaultUrl: url } }],
  ['an Azure principal', { azurekv: { authType: 'ServicePrincipal' } }],
  [
    'an Azure account of the team',
    {
      azurekv: { authType: 'WorkloadIdentity', serviceAccountRef: account },
    },
  ],
  ['an Oracle user', { oracle: { auth: {}, principalType: 'UserPrincipal' } }],
  ['an Oracle user by default', { oracle: { auth: {} } }],
  [
    'an Oracle workload of the team',
    { oracle: { principalType: 'Workload', serviceAccountRef: account } },
  ],
  ['a Volcengine key', { volcengine: { auth: { secretRef: key } } }],
  [
    'a Yandex key',
    { yandexlockbox: { auth: { authorizedKeySecretRef: key } } },
  ],
  [
    'an Akeyless account of the team',
    {
      akeyless: {
        authSecretRef: { kubernetesAuth: { serviceAccountRef: account } },
      },
    },
  ],
  [
    'an Infisical credential of the team',
    { infisical: { auth: { universalAuthCredentials: {} } } },
  ],
  [
    'a Conjur account of the team',
    { conjur: { auth: { jwt: { serviceAccountRef: account } } } },
  ],
  ['a Conjur key', { conjur: { auth: { apikey: {} } } }],
  ['a provider without such fields', { doppler: { auth: {} } }],
];
