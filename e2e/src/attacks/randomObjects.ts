import fc from 'fast-check';
import { HUB_NAMESPACE } from '../framework/hub';
import { PlainObject } from '../framework/objects';
import { TEAM } from './attackedHub';
import { DANGEROUS_STORES, storeOf } from './dangerousStores';

/** The platform's own Vault, in the tests that use one. */
export const PLATFORM_VAULT = 'https://vault.example';

const URL = 'https://mallory.example';
const GENERATORS = 'generators.external-secrets.io/v1alpha1';
const key = fc.constant({ name: 'mine', key: 'key' });
const account = fc.constant({ name: 'default' });

type Model = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** Any of the fields, or none of them. */
const some = (fields: Model) => fc.record(fields, { requiredKeys: [] });

/** All of `needed`, and any of the others. */
const with_ = (needed: Model, optional: Model) =>
  fc.record({ ...needed, ...optional }, { requiredKeys: Object.keys(needed) });

const text = (value: string) => fc.constant(value);

const certificate = with_(
  { type: text('ConfigMap'), name: text('any'), key: text('any') },
  { namespace: fc.constantFrom(TEAM, HUB_NAMESPACE) },
);

const awsKey = fc.constant({
  accessKeyIDSecretRef: { name: 'mine', key: 'key' },
  secretAccessKeySecretRef: { name: 'mine', key: 'key' },
});

const awsAuth = some({
  secretRef: awsKey,
  jwt: some({ serviceAccountRef: account }),
});

const workloadIdentity = fc.constant({
  clusterLocation: 'any',
  clusterName: 'any',
  serviceAccountRef: { name: 'default' },
});

const federation = fc.constant({ credConfig: { name: 'any', key: 'any' } });

const vaultAuth = some({
  tokenSecretRef: key,
  appRole: with_({ path: text('any'), secretRef: key }, {}),
  jwt: with_({ path: text('any') }, { secretRef: key }),
  userPass: with_({ path: text('any'), username: text('any') }, {}),
  iam: with_({ vaultRole: text('any') }, {}),
  kubernetes: with_(
    { mountPath: text('any'), role: text('any') },
    { secretRef: key, serviceAccountRef: account },
  ),
});

const vault = with_(
  { server: fc.constantFrom(URL, PLATFORM_VAULT) },
  { auth: vaultAuth, caProvider: certificate },
);

const identity = with_({ identityId: key }, {});

/** Providers with any of the fields that a policy looks at; all of them valid. */
const PROVIDERS: Model = {
  kubernetes: some({
    authRef: key,
    auth: fc.constant({ serviceAccount: { name: 'default' } }),
    remoteNamespace: fc.constantFrom(TEAM, 'kube-system', HUB_NAMESPACE),
    server: some({ url: text(URL), caProvider: certificate }),
  }),
  vault,
  aws: with_(
    { service: text('SecretsManager'), region: text('any') },
    { auth: awsAuth, role: text('any') },
  ),
  gcpsm: some({
    projectID: text('any'),
    auth: some({
      secretRef: some({ secretAccessKeySecretRef: key }),
      workloadIdentity,
      workloadIdentityFederation: federation,
    }),
  }),
  azurekv: with_(
    { vaultUrl: text(URL) },
    {
      authType: fc.constantFrom(
        'ServicePrincipal',
        'ManagedIdentity',
        'WorkloadIdentity',
      ),
      serviceAccountRef: account,
      authSecretRef: some({ clientId: key, clientSecret: key }),
    },
  ),
  oracle: with_(
    { region: text('any'), vault: text('any') },
    {
      auth: fc.constant({
        tenancy: 'any',
        user: 'any',
        secretRef: {
          fingerprint: { name: 'mine', key: 'key' },
          privatekey: { name: 'mine', key: 'key' },
        },
      }),
      principalType: fc.constantFrom(
        '',
        'UserPrincipal',
        'InstancePrincipal',
        'Workload',
      ),
      serviceAccountRef: account,
    },
  ),
  volcengine: with_(
    { region: text('any') },
    {
      auth: some({
        secretRef: with_({ accessKeyID: key, secretAccessKey: key }, {}),
      }),
    },
  ),
  yandexlockbox: with_(
    { auth: some({ authorizedKeySecretRef: some({ name: text('mine') }) }) },
    {},
  ),
  akeyless: with_(
    {
      akeylessGWApiURL: text(URL),
      authSecretRef: some({
        secretRef: some({ accessID: key, accessType: key }),
        kubernetesAuth: with_(
          { accessID: text('any'), k8sConfName: text('any') },
          { secretRef: key, serviceAccountRef: account },
        ),
      }),
    },
    { caProvider: certificate },
  ),
  infisical: with_(
    {
      secretsScope: fc.constant({ environmentSlug: 'x', projectSlug: 'x' }),
      auth: some({
        universalAuthCredentials: with_(
          { clientId: key, clientSecret: key },
          {},
        ),
        kubernetesAuthCredentials: identity,
        azureAuthCredentials: identity,
        gcpIdTokenAuthCredentials: identity,
        awsAuthCredentials: identity,
      }),
    },
    {},
  ),
  conjur: with_(
    {
      url: text(URL),
      auth: some({
        apikey: with_({ account: text('x'), apiKeyRef: key, userRef: key }, {}),
        jwt: with_(
          { account: text('x'), serviceID: text('x') },
          { secretRef: key, serviceAccountRef: account },
        ),
      }),
    },
    { caProvider: certificate },
  ),
  webhook: with_(
    {
      url: fc.constantFrom(URL, `${URL}/{{ getSecretKey }}`),
      result: some({ jsonPath: text('$') }),
    },
    {
      body: fc.constantFrom('x', '{{ getSecretKey }}'),
      headers: fc.constantFrom({ a: 'x' }, { a: '{{ getSecretKey }}' }),
      caProvider: certificate,
    },
  ),
  doppler: with_(
    {
      auth: with_({ secretRef: with_({ dopplerToken: key }, {}) }, {}),
    },
    {},
  ),
};

/** SecretStores of the team: those of the list, and combinations of their parts with harmless ones. */
export const randomStore: fc.Arbitrary<PlainObject> = fc
  .oneof(
    fc.constantFrom(...DANGEROUS_STORES.map(({ provider }) => provider)),
    ...Object.entries(PROVIDERS).map(([name, provider]) =>
      provider.map(fields => ({ [name]: fields })),
    ),
  )
  .map(provider => storeOf(TEAM, 'random', provider));

const meta = { name: 'random', namespace: TEAM };

const GENERATOR_KINDS: Model = {
  VaultDynamicSecret: with_({ path: text('any'), provider: vault }, {}),
  ECRAuthorizationToken: with_({ region: text('any') }, { auth: awsAuth }),
  STSSessionToken: with_({ region: text('any') }, { auth: awsAuth }),
  GCRAccessToken: with_(
    {
      projectID: text('any'),
      auth: some({
        secretRef: some({ secretAccessKeySecretRef: key }),
        workloadIdentity,
        workloadIdentityFederation: federation,
      }),
    },
    {},
  ),
  ACRAccessToken: with_(
    {
      registry: text('mallory.example'),
      auth: some({
        managedIdentity: some({ identityId: text('any') }),
        workloadIdentity: some({ serviceAccountRef: account }),
        servicePrincipal: with_(
          { secretRef: some({ clientId: key, clientSecret: key }) },
          {},
        ),
      }),
    },
    {},
  ),
  Webhook: with_({ url: text(URL), result: some({ jsonPath: text('$') }) }, {}),
  Fake: with_({ data: fc.constant({ a: 'not-a-real-value' }) }, {}),
  UUID: fc.constant({}),
};

/** Generators of the team. */
export const randomGenerator: fc.Arbitrary<PlainObject> = fc.oneof(
  ...Object.entries(GENERATOR_KINDS).map(([kind, spec]) =>
    spec.map(fields => ({
      apiVersion: GENERATORS,
      kind,
      metadata: meta,
      spec: fields,
    })),
  ),
);

const words = fc.constantFrom(
  'x',
  '{{ .token | upper }}',
  '{{ getSecretKey "a" "b" "c" }}',
);
const texts = fc.dictionary(fc.constantFrom('a', 'b'), words);
const items = fc.constant([{ key: 'text' }]);

const template = some({
  data: texts,
  metadata: some({ labels: texts, annotations: texts }),
  templateFrom: fc.array(
    fc.oneof(
      fc.record({ literal: words }),
      fc.record({ configMap: fc.record({ name: text('notes'), items }) }),
      fc.record({ secret: fc.record({ name: text('notes'), items }) }),
    ),
    { maxLength: 2 },
  ),
});

const rewrites = fc.array(
  fc.oneof(
    fc.record({ transform: fc.record({ template: words }) }),
    fc.record({
      regexp: fc.record({ source: text('a'), target: text('b') }),
    }),
  ),
  { maxLength: 2 },
);

/** ExternalSecrets and PushSecrets of the team with templates. */
export const randomTemplate: fc.Arbitrary<PlainObject> = fc.oneof(
  fc
    .record({
      dataFrom: fc.array(
        with_(
          { extract: fc.record({ key: text('any') }) },
          { rewrite: rewrites },
        ),
        { maxLength: 2 },
      ),
      target: some({ template }),
    })
    .map(fields => ({
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: meta,
      spec: { secretStoreRef: { kind: 'SecretStore', name: 'any' }, ...fields },
    })),
  some({ template }).map(fields => pushOf([{ name: 'any' }], fields)),
);

const hub = text('central-secret-store');
const names = fc.oneof(hub, text('other'));
const clusterWide = fc.constantFrom('ClusterSecretStore', 'SecretStore');
const storeReference = with_({ name: names }, { kind: clusterWide });

function pushOf(secretStoreRefs: unknown, more: object = {}): PlainObject {
  return {
    apiVersion: 'external-secrets.io/v1alpha1',
    kind: 'PushSecret',
    metadata: meta,
    spec: { secretStoreRefs, selector: { secret: { name: 'mine' } }, ...more },
  };
}

/** PushSecrets of the team to any stores. */
export const randomPush: fc.Arbitrary<PlainObject> = fc
  .array(
    some({
      name: names,
      kind: clusterWide,
      labelSelector: fc.constantFrom({}, { matchLabels: { a: 'b' } }),
    }),
    { maxLength: 3 },
  )
  .map(references => pushOf(references));

const owners = fc.option(
  fc.record({
    apiVersion: text('external-secrets.io/v1'),
    kind: fc.constantFrom('ClusterExternalSecret', 'ClusterPushSecret'),
    name: text('any'),
    uid: text('any'),
    controller: fc.boolean(),
  }),
  { nil: undefined },
);

/** ExternalSecrets of the team that name any stores, and some owner. */
export const randomReference: fc.Arbitrary<PlainObject> = fc
  .record({
    owner: owners,
    spec: some({
      secretStoreRef: storeReference,
      data: fc.array(
        with_(
          {
            secretKey: text('a'),
            remoteRef: fc.record({ key: text('any') }),
          },
          { sourceRef: fc.record({ storeRef: storeReference }) },
        ),
        { maxLength: 2 },
      ),
      dataFrom: fc.array(
        with_(
          { extract: fc.record({ key: text('any') }) },
          { sourceRef: fc.record({ storeRef: storeReference }) },
        ),
        { maxLength: 2 },
      ),
    }),
  })
  .map(({ owner, spec }) => ({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { ...meta, ...(owner ? { ownerReferences: [owner] } : {}) },
    spec,
  }));
