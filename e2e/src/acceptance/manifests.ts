import { HUB_NAMESPACE } from '../framework/hub';
import { PlainObject } from '../framework/objects';
import { REFRESH_SECONDS } from '../framework/world';

/** A plain object of the API server. */
export type Manifest = Readonly<Record<string, unknown>>;

/** A namespace with labels. */
export function namespace(
  name: string,
  labels: Readonly<Record<string, string>> = {},
): PlainObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** What differs between distributions in the tests. */
export interface DistributionTweaks {
  readonly store?: string;
  /** The source secret. */
  readonly source?: string;
  readonly property?: string;
  readonly target?: Readonly<Record<string, unknown>>;
  /** `secrets/<name>=true` unless told. */
  readonly selector?: Readonly<Record<string, unknown>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A good distribution but for its tweaks: copies github-pat's token, for who bears `secrets/<name>`. */
export function distribution(
  name: string,
  tweaks: DistributionTweaks = {},
): Manifest {
  const interval = `${REFRESH_SECONDS}s`;
  const selector = tweaks.selector ?? { matchLabels: requestLabel(name) };
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterExternalSecret',
    metadata: { name, annotations: tweaks.annotations ?? {} },
    spec: {
      refreshTime: interval,
      namespaceSelectors: [selector],
      externalSecretSpec: {
        refreshInterval: interval,
        ...externalSecretSpec(name, tweaks),
      },
    },
  };
}

/** The label that asks for `distribution(name)`. */
export function requestLabel(name: string): Record<string, string> {
  return { [`secrets/${name}`]: 'true' };
}

/** An ExternalSecret that a team declared itself; a good one. */
export function externalSecret(namespaceName: string, name: string): Manifest {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name, namespace: namespaceName },
    spec: {
      refreshInterval: `${REFRESH_SECONDS}s`,
      ...externalSecretSpec(name, {}),
    },
  };
}

function externalSecretSpec(name: string, tweaks: DistributionTweaks) {
  return {
    secretStoreRef: {
      kind: 'ClusterSecretStore',
      name: tweaks.store ?? 'central-secret-store',
    },
    target: { name, ...tweaks.target },
    data: [
      {
        secretKey: 'token',
        remoteRef: {
          key: tweaks.source ?? 'github-pat',
          property: tweaks.property ?? 'token',
        },
      },
    ],
  };
}

/** A ClusterSecretStore of the hub's kind, on another namespace or with conditions. */
export function kubernetesStore(
  name: string,
  url: string,
  tweaks: {
    readonly namespace?: string;
    readonly conditions?: readonly unknown[];
  } = {},
): PlainObject {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterSecretStore',
    metadata: { name },
    spec: {
      conditions: tweaks.conditions,
      provider: {
        kubernetes: {
          remoteNamespace: tweaks.namespace ?? HUB_NAMESPACE,
          server: {
            url,
            caProvider: {
              type: 'ConfigMap',
              name: 'kube-root-ca.crt',
              key: 'ca.crt',
              namespace: 'kube-system',
            },
          },
          auth: {
            serviceAccount: {
              name: 'central-secret-store-reader',
              namespace: 'central-secret-store',
            },
          },
        },
      },
    },
  };
}

/** A ClusterSecretStore whose server nobody is. */
export function unreachableStore(name: string): Manifest {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterSecretStore',
    metadata: { name },
    spec: {
      provider: {
        vault: {
          // The discard port: nobody listens there.
          server: 'http://127.0.0.1:9',
          path: 'secret',
          version: 'v2',
          auth: {
            tokenSecretRef: {
              name: 'vault-token',
              namespace: 'default',
              key: 'token',
            },
          },
        },
      },
    },
  };
}

/** A Secret that somebody made by hand. */
export function secret(
  namespaceName: string,
  name: string,
  stringData: Readonly<Record<string, string>>,
  more: Readonly<Record<string, unknown>> = {},
): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: namespaceName },
    stringData,
    ...more,
  };
}
