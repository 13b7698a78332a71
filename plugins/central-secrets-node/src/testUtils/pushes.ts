import { Change, merge, RawObject } from './merge';
import { BUILT_AT, clusterSecretStore, externalSecret, head } from './objects';

/** The store of internal distribution, by the name that section 5a of the RFC gives it. */
const VAULT = 'vault-backend';

/** A validated ClusterSecretStore of the provider `vault`, with KV v2 at `secret`. @public */
export function vaultStore(
  name: string = VAULT,
  change: Change = {},
): RawObject {
  const vault = {
    server: 'https://vault.example:8200',
    path: 'secret',
    version: 'v2',
  };
  return merge(
    clusterSecretStore(name, {
      spec: { provider: { kubernetes: undefined, vault } },
    }),
    change,
  );
}

function specOf(path: string, property: string): RawObject {
  return {
    data: [
      {
        conversionStrategy: 'None',
        match: {
          secretKey: property,
          remoteRef: { remoteKey: path, property },
        },
      },
    ],
    deletionPolicy: 'None',
    refreshInterval: '1h0m0s',
    secretStoreRefs: [{ kind: 'ClusterSecretStore', name: VAULT }],
    selector: { secret: { name: 'temporal-password' } },
    updatePolicy: 'Replace',
  };
}

/**
 * A PushSecret that writes the key `password` of the Secret `temporal-password`
 * to `platform-data/postgres/temporal`, and was not attempted yet.
 *
 * @public
 */
export function pushSecret(
  name: string,
  inNamespace: string,
  change: Change = {},
): RawObject {
  return merge(
    {
      ...head('external-secrets.io/v1alpha1', 'PushSecret', {
        name,
        namespace: inNamespace,
        generation: 1,
      }),
      spec: specOf('platform-data/postgres/temporal', 'password'),
      status: {},
    },
    change,
  );
}

/** A PushSecret to a path, synced a time ago unless it is changed. @public */
export function pushOf(
  path: string,
  name: string,
  inNamespace: string,
  change: Change = {},
): RawObject {
  return merge(
    pushSecret(name, inNamespace, {
      spec: specOf(path, 'password'),
      status: pushedStatus(path),
    }),
    change,
  );
}

/** The status of a PushSecret that was pushed at a time. @public */
export function pushedStatus(path: string, at: string = BUILT_AT): RawObject {
  const [entry] = specOf(path, 'password').data as RawObject[];
  return {
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'Synced',
        message: 'PushSecret synced successfully',
        lastTransitionTime: at,
      },
    ],
    refreshTime: at,
    syncedPushSecrets: {
      [`ClusterSecretStore/${VAULT}`]: { [`${path}/password`]: entry },
    },
    syncedResourceVersion:
      '1-f47fe3c0b255b6dd8047cdffa772587bb829efe7a1cb70febeda2eb2',
  };
}

/** The conditions of a PushSecret whose attempts have failed since a time. @public */
export function errorStatus(message: string, at: string = BUILT_AT): RawObject {
  return {
    conditions: [
      {
        type: 'Ready',
        status: 'False',
        reason: 'Errored',
        message,
        lastTransitionTime: at,
      },
    ],
  };
}

/** A ClusterPushSecret that makes `pushSecret` in the selected namespaces. @public */
export function clusterPushSecret(
  name: string,
  change: Change = {},
): RawObject {
  return merge(
    {
      ...head('external-secrets.io/v1alpha1', 'ClusterPushSecret', {
        name,
        generation: 1,
      }),
      spec: {
        namespaceSelectors: [{ matchLabels: { pushes: 'true' } }],
        pushSecretName: name,
        pushSecretSpec: specOf('platform-data/postgres/temporal', 'password'),
      },
      status: {
        conditions: [{ type: 'Ready', status: 'True' }],
        pushSecretName: name,
      },
    },
    change,
  );
}

/** An ExternalSecret that reads the property `password` of a path, not attempted yet. @public */
export function readOf(
  path: string,
  name: string,
  inNamespace: string,
  change: Change = {},
): RawObject {
  return merge(
    externalSecret(name, inNamespace, {
      spec: {
        data: [
          {
            secretKey: 'password',
            remoteRef: { key: path, property: 'password' },
          },
        ],
        secretStoreRef: { kind: 'ClusterSecretStore', name: VAULT },
      },
    }),
    change,
  );
}
