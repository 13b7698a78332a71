import { Change, merge, RawObject } from './merge';

/** The time at which everything that is built here came to be. @public */
export const BUILT_AT = '2026-11-23T05:00:00Z';

/** The store that everything built here reads from. @public */
export const BUILT_STORE = 'central-secret-store';

/** The fields that every object has. */
export function head(
  apiVersion: string,
  kind: string,
  metadata: RawObject,
): RawObject {
  const name = [metadata.namespace, metadata.name].filter(Boolean).join('/');
  return {
    apiVersion,
    kind,
    metadata: {
      creationTimestamp: BUILT_AT,
      resourceVersion: '1',
      uid: `uid-of-${kind}-${name}`.toLocaleLowerCase('en-US'),
      ...metadata,
    },
  };
}

/** An active Namespace. @public */
export function namespace(name: string, change: Change = {}): RawObject {
  return merge(
    {
      ...head('v1', 'Namespace', {
        name,
        labels: { 'kubernetes.io/metadata.name': name },
      }),
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    },
    change,
  );
}

function externalSecretSpec(target: string): RawObject {
  return {
    data: [
      {
        secretKey: 'token',
        remoteRef: { key: 'github-pat', property: 'token' },
      },
    ],
    refreshInterval: '1h0m0s',
    secretStoreRef: { kind: 'ClusterSecretStore', name: BUILT_STORE },
    target: { name: target, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
  };
}

/**
 * A ClusterExternalSecret that selects `secrets/<name>: "true"` and gives the
 * Secret `<name>`.
 *
 * @public
 */
export function distribution(name: string, change: Change = {}): RawObject {
  return merge(
    {
      ...head('external-secrets.io/v1', 'ClusterExternalSecret', {
        name,
        generation: 1,
        finalizers: [
          'externalsecrets.external-secrets.io/clusterexternalsecret-cleanup',
        ],
      }),
      spec: {
        externalSecretSpec: externalSecretSpec(name),
        namespaceSelectors: [{ matchLabels: { [`secrets/${name}`]: 'true' } }],
        refreshTime: '1h0m0s',
      },
      status: {
        conditions: [{ type: 'Ready', status: 'True' }],
        externalSecretName: name,
      },
    },
    change,
  );
}

/** An ExternalSecret that a team declared itself and that was not attempted yet. @public */
export function externalSecret(
  name: string,
  inNamespace: string,
  change: Change = {},
): RawObject {
  return merge(
    {
      ...head('external-secrets.io/v1', 'ExternalSecret', {
        name,
        namespace: inNamespace,
        generation: 1,
        finalizers: [
          'externalsecrets.external-secrets.io/externalsecret-cleanup',
        ],
      }),
      spec: externalSecretSpec(name),
      status: { binding: { name: '' }, refreshTime: null },
    },
    change,
  );
}

/** The ExternalSecret that the operator makes of a distribution in a namespace. @public */
export function childOf(
  owner: RawObject,
  inNamespace: string,
  change: Change = {},
): RawObject {
  const { name, uid } = owner.metadata as RawObject;
  const spec = owner.spec as RawObject;
  const child = externalSecret(
    String(spec.externalSecretName ?? name),
    inNamespace,
    {
      metadata: {
        ownerReferences: [
          {
            apiVersion: 'external-secrets.io/v1',
            blockOwnerDeletion: true,
            controller: true,
            kind: 'ClusterExternalSecret',
            name,
            uid,
          },
        ],
      },
    },
  );
  return merge({ ...child, spec: spec.externalSecretSpec }, change);
}

/** The status of an ExternalSecret that was synced at a time. @public */
export function syncedStatus(secret: string, at: string = BUILT_AT): RawObject {
  return {
    binding: { name: secret },
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'SecretSynced',
        message: 'secret synced',
        lastTransitionTime: at,
      },
    ],
    refreshTime: at,
    syncedResourceVersion:
      '1-f47fe3c0b255b6dd8047cdffa772587bb829efe7a1cb70febeda2eb2',
  };
}

/** The status of an ExternalSecret whose attempts have failed since a time. @public */
export function failedStatus(
  message: string,
  at: string = BUILT_AT,
): RawObject {
  return {
    conditions: [
      {
        type: 'Ready',
        status: 'False',
        reason: 'SecretSyncedError',
        message,
        lastTransitionTime: at,
      },
    ],
  };
}

/** A validated ClusterSecretStore of the Kubernetes provider. @public */
export function clusterSecretStore(
  name: string = BUILT_STORE,
  change: Change = {},
): RawObject {
  return merge(
    {
      ...head('external-secrets.io/v1', 'ClusterSecretStore', {
        name,
        generation: 1,
      }),
      spec: {
        provider: {
          kubernetes: {
            remoteNamespace: name,
            auth: {
              serviceAccount: {
                name: 'external-secrets',
                namespace: 'external-secrets',
              },
            },
          },
        },
      },
      status: {
        capabilities: 'ReadWrite',
        conditions: [
          {
            type: 'Ready',
            status: 'True',
            reason: 'Valid',
            message: 'store validated',
            lastTransitionTime: BUILT_AT,
          },
        ],
      },
    },
    change,
  );
}

/** A validated SecretStore of one namespace. @public */
export function secretStore(
  name: string,
  inNamespace: string,
  change: Change = {},
): RawObject {
  const store = merge(clusterSecretStore(name), {
    kind: 'SecretStore',
    metadata: {
      namespace: inNamespace,
      uid: `uid-of-secretstore-${inNamespace}/${name}`,
    },
  });
  return merge(store, change);
}

/** The Warning event `UpdateFailed` about an ExternalSecret. @public */
export function updateFailedEvent(
  about: RawObject,
  message: string,
  change: Change = {},
): RawObject {
  const { name, namespace: inNamespace, uid } = about.metadata as RawObject;
  return merge(
    {
      ...head('v1', 'Event', {
        name: `${name}.18ea94dbd4e9c302`,
        namespace: inNamespace,
      }),
      involvedObject: {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        name,
        namespace: inNamespace,
        uid,
      },
      type: 'Warning',
      reason: 'UpdateFailed',
      message,
      count: 1,
      eventTime: null,
      firstTimestamp: BUILT_AT,
      lastTimestamp: BUILT_AT,
      reportingComponent: 'external-secrets',
      reportingInstance: '',
      source: { component: 'external-secrets' },
    },
    change,
  );
}

/** The Warning event `InvalidProviderConfig` about a store. @public */
export function storeEvent(
  about: RawObject,
  message: string,
  change: Change = {},
): RawObject {
  const { namespace: inNamespace } = about.metadata as RawObject;
  const isClusterWide = about.kind === 'ClusterSecretStore';
  const component = isClusterWide ? 'cluster-secret-store' : 'secret-store';
  const event = updateFailedEvent(about, message, {
    metadata: { namespace: isClusterWide ? 'default' : inNamespace },
    involvedObject: { kind: about.kind },
    reason: 'InvalidProviderConfig',
    reportingComponent: component,
    source: { component },
  });
  return merge(event, change);
}
