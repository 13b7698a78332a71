import { KubernetesApi } from '../framework/kubernetesApi';
import { HUB_NAMESPACE } from '../framework/hub';

const ESO = 'external-secrets.io';
const READ = ['get', 'list', 'watch'];

/** Some verbs on some resources. Subresources are named as `namespaces/status`. */
export interface Grant {
  readonly group: string;
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** In this namespace only; default everywhere. */
  readonly namespace?: string;
  /** For the object of this name only. */
  readonly name?: string;
}

/**
 * An identity to which deploy/ gives rights, and the complete list of these
 * rights.
 */
export interface RightsOf {
  readonly who: string;
  readonly user: string;
  readonly groups: readonly string[];
  readonly grants: readonly Grant[];
}

/** One question to the API server's authorizer. */
export type Question = Omit<Grant, 'resources' | 'verbs'> & {
  readonly resource: string;
  readonly verb: string;
};

const grant = (
  group: string,
  resources: readonly string[],
  verbs: readonly string[],
  where: Pick<Grant, 'namespace' | 'name'> = {},
): Grant => ({ group, resources, verbs, ...where });

const account = (who: string, namespace: string, name: string) => ({
  who,
  user: `system:serviceaccount:${namespace}:${name}`,
  groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`],
});

const EXTERNAL_SECRETS = [
  'clusterexternalsecrets',
  'externalsecrets',
  'clustersecretstores',
  'secretstores',
];

const TRUSTED_NAMES = {
  namespace: HUB_NAMESPACE,
  name: 'central-secrets-access',
};
const STORE_ACCOUNT = {
  namespace: HUB_NAMESPACE,
  name: 'central-secret-store-reader',
};
const API_CERTIFICATE = { namespace: 'kube-system', name: 'kube-root-ca.crt' };

/** Single objects on which an identity has rights, by resource. */
const NAMED: Readonly<
  Record<string, readonly Pick<Grant, 'namespace' | 'name'>[]>
> = {
  configmaps: [TRUSTED_NAMES, API_CERTIFICATE],
  serviceaccounts: [STORE_ACCOUNT],
  'serviceaccounts/token': [STORE_ACCOUNT],
};

/**
 * The rights that Kubernetes gives to everyone who is signed in
 * (system:basic-user).
 */
const EVERYONE: readonly Grant[] = [
  grant(
    'authorization.k8s.io',
    ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
    ['create'],
  ),
  grant('authentication.k8s.io', ['selfsubjectreviews'], ['create']),
];

/** All rights that deploy/overlays/hub and deploy/base/operator give together, and to whom. */
export const RIGHTS: readonly RightsOf[] = [
  {
    ...account("Backstage's reader", 'backstage', 'central-secrets-reader'),
    grants: [
      grant('', ['namespaces', 'events'], READ),
      grant(ESO, EXTERNAL_SECRETS, READ),
      grant(ESO, ['pushsecrets', 'clusterpushsecrets'], READ),
    ],
  },
  {
    ...account("Backstage's writer", 'backstage', 'central-secrets-writer'),
    grants: [grant('', ['namespaces'], ['get', 'patch'])],
  },
  {
    ...account(
      "the store's identity",
      HUB_NAMESPACE,
      'central-secret-store-reader',
    ),
    grants: [grant('', ['secrets'], READ, { namespace: HUB_NAMESPACE })],
  },
  {
    who: 'a hub owner',
    user: 'petra',
    groups: ['platform-team'],
    grants: [
      grant(
        ESO,
        ['clusterexternalsecrets', 'clustersecretstores'],
        [...READ, 'create', 'update', 'patch', 'delete'],
      ),
      grant(ESO, ['externalsecrets', 'secretstores'], READ),
      grant('', ['namespaces', 'events'], READ),
      grant('', ['secrets'], ['create', 'update', 'delete'], {
        namespace: HUB_NAMESPACE,
      }),
      grant('', ['configmaps'], ['get', 'update', 'patch'], TRUSTED_NAMES),
    ],
  },
  {
    who: 'an auditor',
    user: 'anna',
    groups: ['platform-auditors'],
    grants: [
      grant(ESO, EXTERNAL_SECRETS, READ),
      grant(ESO, ['pushsecrets', 'clusterpushsecrets'], READ),
      grant(
        'generators.external-secrets.io',
        [
          'acraccesstokens',
          'ecrauthorizationtokens',
          'gcraccesstokens',
          'stssessiontokens',
          'vaultdynamicsecrets',
          'webhooks',
        ],
        ['get', 'list'],
      ),
      grant('', ['serviceaccounts'], ['get']),
      grant('', ['namespaces', 'events'], READ),
      grant(
        'admissionregistration.k8s.io',
        ['validatingadmissionpolicies', 'validatingadmissionpolicybindings'],
        READ,
      ),
      grant(
        'rbac.authorization.k8s.io',
        ['clusterroles', 'clusterrolebindings', 'roles', 'rolebindings'],
        READ,
      ),
      grant('authorization.k8s.io', ['subjectaccessreviews'], ['create']),
      grant('', ['configmaps'], ['get'], TRUSTED_NAMES),
    ],
  },
  { who: 'a developer', user: 'jane', groups: ['shop-team'], grants: [] },
  {
    ...account('the operator', 'external-secrets', 'external-secrets'),
    grants: [
      grant(ESO, EXTERNAL_SECRETS, READ),
      grant('generators.external-secrets.io', ['generatorstates'], READ),
      grant(
        ESO,
        [
          'clusterexternalsecrets',
          'clustersecretstores',
          'secretstores',
          ...EXTERNAL_SECRETS.map(kind => `${kind}/status`),
        ],
        ['get', 'update', 'patch'],
      ),
      grant(ESO, ['externalsecrets'], ['create', 'update', 'patch', 'delete']),
      grant('', ['namespaces'], [...READ, 'update', 'patch']),
      grant('', ['secrets'], [...READ, 'create', 'update', 'patch', 'delete']),
      grant('', ['events'], ['create', 'patch']),
      grant(
        '',
        ['serviceaccounts', 'serviceaccounts/token'],
        ['get', 'create'],
        STORE_ACCOUNT,
      ),
      grant('', ['configmaps'], ['get'], API_CERTIFICATE),
    ],
  },
];

/** Whether an identity is meant to have a right. */
export function isMeant({ grants }: RightsOf, question: Question): boolean {
  return [...EVERYONE, ...grants].some(
    ({ group, resources, verbs, namespace, name }) =>
      group === question.group &&
      resources.includes(question.resource) &&
      verbs.includes(question.verb) &&
      (namespace === undefined || namespace === question.namespace) &&
      (name === undefined || name === question.name),
  );
}

/** Verbs that no resource lists. */
const FURTHER_VERBS: Readonly<Record<string, readonly string[]>> = {
  users: ['impersonate'],
  groups: ['impersonate'],
  serviceaccounts: ['impersonate'],
  clusterroles: ['bind', 'escalate'],
  roles: ['bind', 'escalate'],
  certificatesigningrequests: ['approve', 'sign'],
};

const VERBS = [
  ...READ,
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
];

/**
 * Every verb on every resource and subresource that the API server has, in all
 * namespaces at once and in each of those given.
 */
export async function everyQuestion(
  api: KubernetesApi,
  namespaces: readonly string[],
): Promise<Question[]> {
  const resources = [
    ...(await everyResource(api)),
    // Only names to impersonate: discovery has no such resources.
    { group: '', resource: 'users', namespaced: false },
    { group: '', resource: 'groups', namespaced: false },
  ];
  const questions = resources.flatMap(({ group, resource, namespaced }) =>
    [...VERBS, ...(FURTHER_VERBS[resource] ?? [])].flatMap(verb =>
      (namespaced ? [undefined, ...namespaces] : [undefined]).map(
        namespace => ({ group, resource, verb, namespace }),
      ),
    ),
  );
  const byName = questions.flatMap(question =>
    question.group === '' && question.namespace
      ? (NAMED[question.resource] ?? []).map(({ name }) => ({
          ...question,
          name,
        }))
      : [],
  );
  return [...questions, ...byName];
}

async function everyResource(api: KubernetesApi) {
  const groups = (await api.ask('GET', '/apis')).body.groups as {
    preferredVersion: { groupVersion: string };
  }[];
  const versions = [
    { group: '', path: '/api/v1' },
    ...groups.map(({ preferredVersion: { groupVersion } }) => ({
      group: groupVersion.split('/')[0],
      path: `/apis/${groupVersion}`,
    })),
  ];
  const answers = await Promise.all(
    versions.map(async ({ group, path }) => {
      const { body } = await api.ask('GET', path);
      const resources = body.resources as {
        name: string;
        namespaced: boolean;
      }[];
      return resources.map(({ name, namespaced }) => ({
        group,
        resource: name,
        namespaced,
      }));
    }),
  );
  return answers.flat();
}

/** A right in words: `patch namespaces/status in central-secret-store`. */
export function describeRight(question: Question): string {
  const { group, resource, verb, namespace, name } = question;
  return [
    verb,
    group ? `${resource}.${group}` : resource,
    ...(name ? [name] : []),
    ...(namespace ? [`in ${namespace}`] : []),
  ].join(' ');
}

/** Asks the API server's own authorizer. */
export async function isAllowed(
  api: KubernetesApi,
  { user, groups }: Pick<RightsOf, 'user' | 'groups'>,
  { group, resource, verb, namespace, name }: Question,
): Promise<boolean> {
  const [kind, subresource] = resource.split('/');
  const { status, body } = await api.ask(
    'POST',
    '/apis/authorization.k8s.io/v1/subjectaccessreviews',
    {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: {
        user,
        groups: [...groups, 'system:authenticated'],
        resourceAttributes: {
          group,
          resource: kind,
          subresource,
          namespace,
          verb,
          name,
        },
      },
    },
  );
  if (status !== 201) {
    throw new Error(`cannot ask: ${status} ${body?.message}`);
  }
  return body.status.allowed;
}
