/** One kind of object, and how it is served. */
export interface ResourceType {
  /** '' is Kubernetes' core group. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
  /** Has a status subresource: status is then written only there. */
  readonly hasStatus: boolean;
  /** `metadata.generation` counts the changes of the spec. */
  readonly hasGeneration: boolean;
  /** Paths that a field selector may name, besides metadata.name and metadata.namespace. */
  readonly fieldSelectors: readonly string[];
}

export const CORE_GROUP = '';
export const EXTERNAL_SECRETS_GROUP = 'external-secrets.io';
export const EXTERNAL_SECRETS_API_VERSION = `${EXTERNAL_SECRETS_GROUP}/v1`;

const core = {
  group: CORE_GROUP,
  version: 'v1',
  shortNames: [],
  namespaced: true,
  hasStatus: false,
  hasGeneration: false,
  fieldSelectors: [],
};

const externalSecrets = {
  group: EXTERNAL_SECRETS_GROUP,
  version: 'v1',
  hasStatus: true,
  hasGeneration: true,
  fieldSelectors: [],
};

/** A kind that makes pods, or belongs to them: nothing here acts on it. */
const workload = (
  group: string,
  kind: string,
  plural: string,
  ...shortNames: string[]
): ResourceType => ({
  ...core,
  group,
  plural,
  singular: kind.toLowerCase(),
  kind,
  shortNames,
  hasStatus: true,
  hasGeneration: true,
});

/** Everything that the demo cluster serves. */
export const RESOURCES: readonly ResourceType[] = [
  {
    ...core,
    plural: 'namespaces',
    singular: 'namespace',
    kind: 'Namespace',
    shortNames: ['ns'],
    namespaced: false,
    hasStatus: true,
    fieldSelectors: ['status.phase'],
  },
  {
    ...core,
    plural: 'secrets',
    singular: 'secret',
    kind: 'Secret',
    fieldSelectors: ['type'],
  },
  {
    ...core,
    plural: 'events',
    singular: 'event',
    kind: 'Event',
    shortNames: ['ev'],
    fieldSelectors: [
      'involvedObject.kind',
      'involvedObject.namespace',
      'involvedObject.name',
      'involvedObject.uid',
      'involvedObject.apiVersion',
      'involvedObject.resourceVersion',
      'involvedObject.fieldPath',
      'reason',
      'reportingComponent',
      'source',
      'type',
    ],
  },
  {
    ...core,
    plural: 'configmaps',
    singular: 'configmap',
    kind: 'ConfigMap',
    shortNames: ['cm'],
  },
  {
    ...core,
    plural: 'serviceaccounts',
    singular: 'serviceaccount',
    kind: 'ServiceAccount',
    shortNames: ['sa'],
  },
  {
    ...core,
    plural: 'pods',
    singular: 'pod',
    kind: 'Pod',
    shortNames: ['po'],
    hasStatus: true,
    fieldSelectors: ['spec.nodeName', 'status.phase'],
  },
  workload('apps', 'Deployment', 'deployments', 'deploy'),
  workload('apps', 'ReplicaSet', 'replicasets', 'rs'),
  workload('apps', 'StatefulSet', 'statefulsets', 'sts'),
  workload('apps', 'DaemonSet', 'daemonsets', 'ds'),
  workload('batch', 'Job', 'jobs'),
  workload('batch', 'CronJob', 'cronjobs', 'cj'),
  workload('networking.k8s.io', 'Ingress', 'ingresses', 'ing'),
  {
    ...externalSecrets,
    plural: 'clusterexternalsecrets',
    singular: 'clusterexternalsecret',
    kind: 'ClusterExternalSecret',
    shortNames: ['ces'],
    namespaced: false,
  },
  {
    ...externalSecrets,
    plural: 'externalsecrets',
    singular: 'externalsecret',
    kind: 'ExternalSecret',
    shortNames: ['es'],
    namespaced: true,
    fieldSelectors: [
      'spec.secretStoreRef.name',
      'spec.secretStoreRef.kind',
      'spec.target.name',
      'spec.refreshInterval',
    ],
  },
  {
    ...externalSecrets,
    plural: 'clustersecretstores',
    singular: 'clustersecretstore',
    kind: 'ClusterSecretStore',
    shortNames: ['css'],
    namespaced: false,
  },
  {
    ...externalSecrets,
    plural: 'secretstores',
    singular: 'secretstore',
    kind: 'SecretStore',
    shortNames: ['ss'],
    namespaced: true,
  },
  {
    ...externalSecrets,
    version: 'v1alpha1',
    plural: 'pushsecrets',
    singular: 'pushsecret',
    kind: 'PushSecret',
    shortNames: ['ps'],
    namespaced: true,
  },
  {
    ...externalSecrets,
    version: 'v1alpha1',
    plural: 'clusterpushsecrets',
    singular: 'clusterpushsecret',
    kind: 'ClusterPushSecret',
    shortNames: [],
    namespaced: false,
  },
];

/** The resource that serves a kind; undefined when the demo cluster does not know it. */
export function findResourceOfKind(kind: string): ResourceType | undefined {
  return RESOURCES.find(resource => resource.kind === kind);
}

/** Like {@link findResourceOfKind}, for kinds named in our own code. */
export function resourceOfKind(kind: string): ResourceType {
  const resource = findResourceOfKind(kind);
  if (!resource) {
    const known = RESOURCES.map(({ kind: name }) => name).join(', ');
    throw new Error(
      `the demo cluster does not serve kind "${kind}"; it serves ${known}`,
    );
  }
  return resource;
}

/** `secrets`, or `externalsecrets.external-secrets.io`: how messages name a resource. */
export function qualifiedName(resource: ResourceType): string {
  return resource.group === CORE_GROUP
    ? resource.plural
    : `${resource.plural}.${resource.group}`;
}

/** The `apiVersion` of a resource's objects. */
export function apiVersionOf(resource: ResourceType): string {
  return resource.group === CORE_GROUP
    ? resource.version
    : `${resource.group}/${resource.version}`;
}
