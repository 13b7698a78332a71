import { HUB_NAMESPACE } from '../framework/hub';
import { KubernetesApi, KubernetesObject } from '../framework/kubernetesApi';
import {
  createObject,
  deleteObject,
  objectPath,
  PlainObject,
} from '../framework/objects';
import { waitFor } from '@central-secrets/dev-tools';
import { TEAM } from './attackedHub';
import { storeOf } from './dangerousStores';

/**
 * A trace that an attack or a mistake leaves in a cluster, and the doctor's
 * finding about it.
 */
export interface Trace {
  readonly code: string;
  readonly about: string;
  /** Creates the trace; returns a function that removes it. */
  readonly leave: (api: KubernetesApi) => Promise<() => Promise<void>>;
}

const HUB_STORE = { kind: 'ClusterSecretStore', name: 'central-secret-store' };
const ADMISSION = '/apis/admissionregistration.k8s.io/v1';
const ARGO_CD = 'argoproj.io/v1alpha1';
/** A namespace that the platform's own Argo CD does not use. */
const ARGO_CD_NAMESPACE = 'argocd-of-a-tenant';
const CONTROLLER = 'argocd-application-controller';
export const ARGO_CD_ACCOUNT = `system:serviceaccount:${ARGO_CD_NAMESPACE}:${CONTROLLER}`;

/** The ConfigMap with the identities that the policies trust. */
export const ACCESS = `/api/v1/namespaces/${HUB_NAMESPACE}/configmaps/central-secrets-access`;

/** A trace that is a new object. */
function created(code: string, about: string, object: PlainObject): Trace {
  return {
    code,
    about,
    leave: async api => {
      await createObject(api, object);
      return async () => {
        await deleteObject(api, object);
        await waitFor(async () => !(await api.get(objectPath(object))), {
          reason: `${object.kind} ${object.metadata.name} to be gone`,
        });
      };
    },
  };
}

async function replace(
  api: KubernetesApi,
  path: string,
  edit: (object: KubernetesObject) => object,
): Promise<KubernetesObject> {
  const before = (await api.get(path))!;
  const { status, body } = await api.ask('PUT', path, edit(before));
  if (status !== 200) {
    throw new Error(`PUT ${path}: ${body.message}`);
  }
  return before;
}

/** A trace that is a changed object; everything but its status is restored. */
function changed(
  code: string,
  about: string,
  path: string,
  edit: (object: KubernetesObject) => object,
): Trace {
  return {
    code,
    about,
    leave: async api => {
      const before = await replace(api, path, edit);
      return async () => {
        await replace(api, path, ({ metadata: { resourceVersion } }) => ({
          ...before,
          metadata: { ...before.metadata, resourceVersion },
        }));
      };
    },
  };
}

const policy = (
  code: string,
  name: string,
  edit: (spec: KubernetesObject['spec']) => object,
) =>
  changed(
    code,
    `ValidatingAdmissionPolicy ${name}`,
    `${ADMISSION}/validatingadmissionpolicies/${name}`,
    object => ({ ...object, spec: edit(object.spec) }),
  );

const inTeam = (
  apiVersion: string,
  kind: string,
  name: string,
  spec: object,
): PlainObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace: TEAM },
  spec,
});

/** A name that does not exist, so that the test copies no value. */
const NOTHING = [{ secretKey: 'a', remoteRef: { key: 'no-such-secret' } }];

/**
 * An administrator writes these, past the policies; each could be older than
 * the policies.
 */
export const TRACES: readonly Trace[] = [
  created(
    'store-refused',
    `SecretStore ${TEAM}/trace`,
    storeOf(TEAM, 'trace', {
      kubernetes: {
        remoteNamespace: HUB_NAMESPACE,
        authRef: { name: 'no-such-secret', key: 'config' },
      },
    }),
  ),
  created('cluster-store-unguarded', 'ClusterSecretStore trace', {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterSecretStore',
    metadata: { name: 'trace' },
    spec: {
      // A namespace that does not exist: the doctor must see the store, and
      // nothing can use it.
      conditions: [{ namespaces: ['no-such-namespace'] }],
      provider: {
        kubernetes: {
          remoteNamespace: HUB_NAMESPACE,
          auth: {
            serviceAccount: { name: 'no-such-account', namespace: TEAM },
          },
        },
      },
    },
  }),
  created(
    'hub-read-directly',
    `ExternalSecret ${TEAM}/trace`,
    inTeam('external-secrets.io/v1', 'ExternalSecret', 'trace', {
      secretStoreRef: HUB_STORE,
      data: NOTHING,
    }),
  ),
  created(
    'template-refused',
    `ExternalSecret ${TEAM}/trace-template`,
    inTeam('external-secrets.io/v1', 'ExternalSecret', 'trace-template', {
      secretStoreRef: { kind: 'SecretStore', name: 'no-such-store' },
      data: NOTHING,
      target: { template: { data: { a: '{{ getSecretKey "a" "b" "c" }}' } } },
    }),
  ),
  created(
    'push-to-hub',
    `PushSecret ${TEAM}/trace`,
    inTeam('external-secrets.io/v1alpha1', 'PushSecret', 'trace', {
      secretStoreRefs: [HUB_STORE],
      selector: { secret: { name: 'no-such-secret' } },
    }),
  ),
  created('push-to-hub', 'ClusterPushSecret trace', {
    apiVersion: 'external-secrets.io/v1alpha1',
    kind: 'ClusterPushSecret',
    metadata: { name: 'trace' },
    spec: {
      namespaceSelectors: [{ matchLabels: { no: 'such-label' } }],
      pushSecretSpec: {
        secretStoreRefs: [
          { kind: 'ClusterSecretStore', labelSelector: { matchLabels: {} } },
        ],
        selector: { secret: { name: 'no-such-secret' } },
      },
    },
  }),
  created(
    'generator-refused',
    `ECRAuthorizationToken ${TEAM}/trace`,
    inTeam(
      'generators.external-secrets.io/v1alpha1',
      'ECRAuthorizationToken',
      'trace',
      { region: 'eu-west-1' },
    ),
  ),
  created(
    'generator-refused',
    `Webhook ${TEAM}/trace`,
    inTeam('generators.external-secrets.io/v1alpha1', 'Webhook', 'trace', {
      url: 'https://mallory.example',
      result: { jsonPath: '$' },
    }),
  ),
  changed(
    'protected-namespace-labelled',
    'Namespace kube-public',
    '/api/v1/namespaces/kube-public',
    object => ({
      ...object,
      metadata: {
        ...object.metadata,
        labels: {
          ...object.metadata.labels,
          'secrets/no-such-distribution': 'true',
        },
      },
    }),
  ),
  policy('policy-weak', 'central-secrets-team-stores', spec => ({
    ...spec,
    matchConstraints: {
      resourceRules: spec.matchConstraints.resourceRules.map(
        (rule: object) => ({ ...rule, operations: ['CREATE'] }),
      ),
    },
  })),
  policy('policy-differs', 'central-secrets-team-templates', spec => ({
    ...spec,
    variables: spec.variables.map((variable: { name: string }) =>
      variable.name === 'functions'
        ? { ...variable, expression: "['someOtherFunction']" }
        : variable,
    ),
  })),
  changed(
    'policy-weak',
    'ValidatingAdmissionPolicyBinding central-secrets-hub-store',
    `${ADMISSION}/validatingadmissionpolicybindings/central-secrets-hub-store`,
    object => ({
      ...object,
      spec: { ...object.spec, validationActions: ['Audit'] },
    }),
  ),
  changed(
    'store-identity-shared',
    'ClusterSecretStore central-secret-store',
    '/apis/external-secrets.io/v1/clustersecretstores/central-secret-store',
    ({ spec, ...object }) => {
      const name = 'external-secrets';
      const serviceAccount = { name, namespace: name };
      const kubernetes = {
        ...spec.provider.kubernetes,
        auth: { serviceAccount },
      };
      return { ...object, spec: { ...spec, provider: { kubernetes } } };
    },
  ),
  created(
    'right-excess',
    "The store's account (service account central-secret-store/central-secret-store-reader)",
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'trace', namespace: HUB_NAMESPACE },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'edit',
      },
      subjects: [
        {
          kind: 'ServiceAccount',
          name: 'central-secret-store-reader',
          namespace: HUB_NAMESPACE,
        },
      ],
    },
  ),
  created('operator-vulnerable', 'Deployment external-secrets/trace', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'trace', namespace: 'external-secrets' },
    spec: {
      replicas: 0,
      selector: { matchLabels: { app: 'trace' } },
      template: {
        metadata: { labels: { app: 'trace' } },
        spec: {
          serviceAccountName: 'external-secrets',
          containers: [
            {
              name: 'external-secrets',
              image: 'ghcr.io/external-secrets/external-secrets:v0.20.4',
              args: ['--unsafe-allow-generic-targets'],
            },
          ],
        },
      },
    },
  }),
];

/**
 * Argo CD's kinds of project and application, with the fields that the doctor
 * reads.
 */
export const ARGO_CD_DEFINITIONS: readonly PlainObject[] = [
  ['AppProject', 'appprojects'],
  ['Application', 'applications'],
].map(([kind, plural]) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.argoproj.io` },
  spec: {
    group: 'argoproj.io',
    names: { kind, plural, singular: kind.toLowerCase() },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
      },
    ],
  },
}));

export const ARGO_CD_NAMESPACE_OBJECT: PlainObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: ARGO_CD_NAMESPACE },
};

/** An Argo CD with one project that may do everything. */
export const ARGO_CD_OBJECTS: readonly PlainObject[] = [
  {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: CONTROLLER, namespace: ARGO_CD_NAMESPACE },
  },
  {
    apiVersion: ARGO_CD,
    kind: 'AppProject',
    metadata: { name: 'default', namespace: ARGO_CD_NAMESPACE },
    spec: { clusterResourceWhitelist: [{ group: '*', kind: '*' }] },
  },
];
