import { HUB_NAMESPACE } from '../framework/hub';
import { PlainObject } from '../framework/objects';

type Provider = Readonly<Record<string, unknown>>;

/** A store that a policy has to refuse to a team. */
export interface DangerousStore {
  readonly title: string;
  readonly provider: Provider;
}

/** A SecretStore with one provider. */
export function storeOf(
  namespace: string,
  name: string,
  provider: Provider,
): PlainObject {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'SecretStore',
    metadata: { name, namespace },
    spec: { provider },
  };
}

const key = { name: 'mine', key: 'key' };
const account = { name: 'default' };
const url = 'https://mallory.example';
const elsewhere = {
  type: 'ConfigMap',
  name: 'central-secrets-access',
  key: 'distributors',
  namespace: HUB_NAMESPACE,
};

const of = (title: string, provider: Provider): DangerousStore => ({
  title,
  provider,
});

const vault = (title: string, auth: object | undefined, more: object = {}) =>
  of(title, { vault: { server: url, path: 'secret', auth, ...more } });

/**
 * One store for each way in which the operator would use its own token, files,
 * programs, environment, cloud identity or place in the network for a team; and
 * one for each provider where this cannot be determined. docs/threat-model.md
 * says where the operator's source reads each of them.
 */
export const DANGEROUS_STORES: readonly DangerousStore[] = [
  of('a kubeconfig of the team', { kubernetes: { authRef: key } }),
  of('a kubeconfig beside an account', {
    kubernetes: { authRef: key, auth: { serviceAccount: account } },
  }),
  ...[
    'kube-system',
    HUB_NAMESPACE,
    'central-secrets-index',
    'external-secrets',
  ].map(remoteNamespace =>
    of(`the protected namespace ${remoteNamespace}`, {
      kubernetes: { remoteNamespace, auth: { serviceAccount: account } },
    }),
  ),
  of('no credential at all', { kubernetes: { remoteNamespace: 'default' } }),
  of('a certificate of another namespace', {
    kubernetes: {
      auth: { serviceAccount: account },
      server: { url, caProvider: elsewhere },
    },
  }),
  vault('a Vault and no credential', undefined),
  vault('a Vault and an empty credential', {}),
  vault('a Vault that gets the operator’s own token', {
    kubernetes: { mountPath: 'kubernetes', role: 'any' },
  }),
  vault('a Vault that gets it where the team’s Secret is empty', {
    kubernetes: { mountPath: 'kubernetes', role: 'any', secretRef: key },
  }),
  vault('a Vault that gets it where the team’s account has just gone', {
    kubernetes: {
      mountPath: 'kubernetes',
      role: 'any',
      serviceAccountRef: account,
    },
  }),
  vault('a Vault and the operator’s AWS identity', {
    iam: { vaultRole: 'any' },
  }),
  vault(
    'a Vault and a certificate of another namespace',
    { tokenSecretRef: key },
    { caProvider: elsewhere },
  ),
  of('the operator’s AWS identity', {
    aws: { service: 'SecretsManager', region: 'eu-west-1' },
  }),
  of('the operator’s AWS identity in another role', {
    aws: {
      service: 'SecretsManager',
      region: 'eu-west-1',
      auth: {},
      role: 'arn:aws:iam::000000000000:role/any',
    },
  }),
  of('the operator’s Google identity', { gcpsm: { projectID: 'any' } }),
  of('a Google credential that names a file', {
    gcpsm: {
      projectID: 'any',
      auth: {
        workloadIdentityFederation: { credConfig: { name: 'a', key: 'b' } },
      },
    },
  }),
  of('the operator’s Azure identity', {
    azurekv: { vaultUrl: url, authType: 'ManagedIdentity' },
  }),
  of('the operator’s Azure workload identity', {
    azurekv: { vaultUrl: url, authType: 'WorkloadIdentity' },
  }),
  of('the operator’s Oracle instance', { oracle: { region: 'x', vault: 'x' } }),
  of('the operator’s Oracle workload', {
    oracle: { region: 'x', vault: 'x', principalType: 'Workload' },
  }),
  of('the operator’s Volcengine identity', { volcengine: { region: 'x' } }),
  of('the operator’s Yandex instance', { yandexlockbox: { auth: {} } }),
  of('the operator’s Yandex instance, for certificates', {
    yandexcertificatemanager: { auth: {} },
  }),
  of('an Akeyless credential whose kind is in a Secret', {
    akeyless: {
      akeylessGWApiURL: url,
      authSecretRef: { secretRef: { accessID: key, accessType: key } },
    },
  }),
  of('an Infisical credential that names a file', {
    infisical: {
      hostAPI: url,
      secretsScope: { environmentSlug: 'x', projectSlug: 'x' },
      auth: {
        kubernetesAuthCredentials: {
          identityId: key,
          serviceAccountTokenPath: key,
        },
      },
    },
  }),
  of('an Infisical credential of the operator’s cloud', {
    infisical: {
      hostAPI: url,
      secretsScope: { environmentSlug: 'x', projectSlug: 'x' },
      auth: { awsAuthCredentials: { identityId: key } },
    },
  }),
  of('an IBM credential that names a file', {
    ibm: {
      auth: {
        containerAuth: {
          profile: 'x',
          tokenLocation: '/any',
          iamEndpoint: url,
        },
      },
    },
  }),
  of('an Alibaba credential that names a file', {
    alibaba: {
      regionID: 'x',
      auth: {
        rrsa: {
          oidcProviderArn: 'x',
          oidcTokenFilePath: '/any',
          roleArn: 'x',
          sessionName: 'x',
        },
      },
    },
  }),
  of('a Conjur token whose Secret may be empty', {
    conjur: {
      url,
      auth: { jwt: { account: 'x', serviceID: 'x', secretRef: key } },
    },
  }),
  of('any address that the operator reaches', {
    webhook: {
      url: 'http://127.0.0.1:1/{{ .remoteRef.key }}',
      result: { jsonPath: '$' },
    },
  }),
  of('values that stores of one name share', {
    fake: { data: [{ key: 'x', value: 'not-a-real-value' }] },
  }),
];
