import { KubernetesObject } from '../apiServer/objects';

const API_VERSION = 'external-secrets.io/v1';
export const HUB = 'central-secret-store';

export function namespace(
  name: string,
  labels: Record<string, string> = {},
): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** Labelled for the distribution of that name. */
export function labelledNamespace(name: string, ...distributions: string[]) {
  return namespace(
    name,
    Object.fromEntries(distributions.map(one => [`secrets/${one}`, 'true'])),
  );
}

export function secret(
  name: string,
  inNamespace: string,
  stringData: Record<string, string>,
  fields: object = {},
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: inNamespace },
    stringData,
    ...fields,
  };
}

export function clusterStore(
  name: string,
  spec: object = { provider: { kubernetes: { remoteNamespace: HUB } } },
): KubernetesObject {
  return {
    apiVersion: API_VERSION,
    kind: 'ClusterSecretStore',
    metadata: { name },
    spec,
  };
}

/** Reads `github-pat`'s token every 30 s; `changes` are laid over the spec of the ExternalSecret. */
function externalSecretSpec(changes: Record<string, any> = {}) {
  return {
    refreshInterval: '30s',
    secretStoreRef: { kind: 'ClusterSecretStore', name: HUB },
    data: [
      {
        secretKey: 'token',
        remoteRef: { key: 'github-pat', property: 'token' },
      },
    ],
    ...changes,
  };
}

/** Selects namespaces that are labelled for it. */
export function distribution(
  name: string,
  changes: Record<string, any> = {},
  specChanges: object = {},
): KubernetesObject {
  return {
    apiVersion: API_VERSION,
    kind: 'ClusterExternalSecret',
    metadata: { name },
    spec: {
      namespaceSelectors: [{ matchLabels: { [`secrets/${name}`]: 'true' } }],
      refreshTime: '30s',
      externalSecretSpec: externalSecretSpec(changes),
      ...specChanges,
    },
  };
}

export function externalSecret(
  name: string,
  inNamespace: string,
  changes: Record<string, any> = {},
): KubernetesObject {
  return {
    apiVersion: API_VERSION,
    kind: 'ExternalSecret',
    metadata: { name, namespace: inNamespace },
    spec: externalSecretSpec(changes),
  };
}
