import {
  distributionName,
  namespaceName,
  numbersOf,
  Shape,
  uidOf,
} from './shape';

/** The creation time of every object. */
const CREATED_AT = '2026-11-23T05:17:53Z';
const STORE = 'central-secret-store';
const SPEC_FIELDS = {
  'f:data': {},
  'f:refreshInterval': {},
  'f:refreshPolicy': {},
  'f:secretStoreRef': { '.': {}, 'f:kind': {}, 'f:name': {} },
  'f:target': {
    '.': {},
    'f:creationPolicy': {},
    'f:deletionPolicy': {},
    'f:name': {},
    'f:template': {
      '.': {},
      'f:data': { '.': {}, 'f:.dockerconfigjson': {} },
      'f:engineVersion': {},
      'f:mergePolicy': {},
      'f:metadata': {
        '.': {},
        'f:labels': {
          '.': {},
          'f:managed-by': {},
          'f:secret-type': {},
          'f:source': {},
        },
      },
      'f:type': {},
    },
  },
};

export type RawObject = Record<string, any>;

/** The keys in the order in which the API server writes a custom resource's. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, sorted(entry)]),
  );
}

/**
 * A namespace that requests its distributions, and confirms a component of its
 * own name.
 */
export function namespaceObject(index: number, shape: Shape): RawObject {
  const name = namespaceName(index);
  const labels: Record<string, string> = {
    'backstage.io/kubernetes-id': name,
    'kubernetes.io/metadata.name': name,
    team: `owners-${index % 500}`,
  };
  const first = index * shape.perNamespace;
  for (let number = first; number < first + shape.perNamespace; number += 1) {
    const { distribution } = numbersOf(number, shape);
    labels[`secrets/${distributionName(distribution)}`] = 'true';
  }
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels },
  };
}

function externalSecretSpec(index: number): RawObject {
  const name = distributionName(index);
  return {
    data: ['username', 'token'].map(key => ({
      secretKey: key,
      remoteRef: {
        conversionStrategy: 'Default',
        decodingStrategy: 'None',
        key: `source-${name}`,
        metadataPolicy: 'None',
        property: key,
      },
    })),
    refreshInterval: '1h0m0s',
    refreshPolicy: 'Periodic',
    secretStoreRef: { kind: 'ClusterSecretStore', name: STORE },
    target: {
      creationPolicy: 'Owner',
      deletionPolicy: 'Retain',
      name,
      template: {
        engineVersion: 'v2',
        mergePolicy: 'Replace',
        type: 'kubernetes.io/dockerconfigjson',
        metadata: {
          labels: {
            'managed-by': 'external-secrets',
            source: STORE,
            'secret-type': 'docker-registry',
          },
        },
        data: {
          '.dockerconfigjson':
            '{"auths":{"ghcr.io":{"username":{{ .username | toJson }},"password":{{ .token | toJson }},"auth":"{{ printf "%s:%s" .username .token | b64enc }}"}}}',
        },
      },
    },
  };
}

export function distributionObject(index: number): RawObject {
  const name = distributionName(index);
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterExternalSecret',
    metadata: {
      name,
      annotations: {
        'central-secrets/self-service': 'true',
        'central-secrets/description': `What ${name} is for`,
      },
    },
    spec: {
      externalSecretName: name,
      refreshTime: '1h0m0s',
      namespaceSelectors: [{ matchLabels: { [`secrets/${name}`]: 'true' } }],
      externalSecretSpec: externalSecretSpec(index),
    },
    status: {
      conditions: [{ type: 'Ready', status: 'True' }],
      externalSecretName: name,
    },
  };
}

export function storeObject(): RawObject {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterSecretStore',
    metadata: { name: STORE },
    spec: { provider: { fake: { data: [] } } },
    status: {
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: 'Valid',
          message: 'store validated',
          lastTransitionTime: CREATED_AT,
        },
      ],
    },
  };
}

/** One in 37 has failed, with a message of the provider. */
export function hasFailed(namespace: number, distribution: number): boolean {
  return (namespace * 10 + distribution) % 37 === 36;
}

/**
 * The operator's copy of a distribution in a namespace, without the fields that
 * the API server adds.
 *
 * @param refreshedAt - RFC 3339
 */
export function externalSecretObject(
  namespace: number,
  distribution: number,
  refreshedAt: string,
): RawObject {
  const name = distributionName(distribution);
  const failed = hasFailed(namespace, distribution);
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: {
      name,
      namespace: namespaceName(namespace),
      labels: {
        'managed-by': 'external-secrets',
        team: namespaceName(namespace),
      },
      finalizers: [
        'externalsecrets.external-secrets.io/externalsecret-cleanup',
      ],
      ownerReferences: [
        {
          apiVersion: 'external-secrets.io/v1',
          blockOwnerDeletion: true,
          controller: true,
          kind: 'ClusterExternalSecret',
          name,
          uid: uidOf('ClusterExternalSecret', distribution),
        },
      ],
    },
    spec: externalSecretSpec(distribution),
    status: {
      binding: { name },
      conditions: [
        {
          lastTransitionTime: CREATED_AT,
          message: failed
            ? `could not get secret data from provider: secrets "source-${name}" not found`
            : 'secret synced',
          reason: failed ? 'SecretSyncedError' : 'SecretSynced',
          status: failed ? 'False' : 'True',
          type: 'Ready',
        },
      ],
      refreshTime: refreshedAt,
      syncedResourceVersion:
        '1-f47fe3c0b255b6dd8047cdffa772587bb829efe7a1cb70febeda2eb2',
    },
  };
}

/** Adds the fields that the API server adds to a stored object. */
export function stored(
  object: RawObject,
  added: { uid: string; resourceVersion: string; managedFields?: unknown },
): RawObject {
  return {
    ...object,
    metadata: {
      ...object.metadata,
      creationTimestamp: CREATED_AT,
      generation: 1,
      ...added,
    },
  };
}

/**
 * The field managers of an ExternalSecret, as the API server keeps them: more
 * than a third of the object.
 */
export function managedFieldsOf(
  distribution: number,
  refreshedAt: string,
): unknown {
  const owner = uidOf('ClusterExternalSecret', distribution);
  const entry = {
    apiVersion: 'external-secrets.io/v1',
    fieldsType: 'FieldsV1',
    manager: 'external-secrets',
    operation: 'Update',
  };
  return [
    {
      ...entry,
      time: CREATED_AT,
      fieldsV1: {
        'f:metadata': {
          'f:finalizers': {
            '.': {},
            'v:"externalsecrets.external-secrets.io/externalsecret-cleanup"':
              {},
          },
          'f:labels': { '.': {}, 'f:managed-by': {} },
          'f:ownerReferences': { '.': {}, [`k:{"uid":"${owner}"}`]: {} },
        },
        'f:spec': { '.': {}, ...SPEC_FIELDS },
      },
    },
    {
      ...entry,
      subresource: 'status',
      time: refreshedAt,
      fieldsV1: {
        'f:status': {
          '.': {},
          'f:binding': { '.': {}, 'f:name': {} },
          'f:conditions': {},
          'f:refreshTime': {},
          'f:syncedResourceVersion': {},
        },
      },
    },
  ];
}
