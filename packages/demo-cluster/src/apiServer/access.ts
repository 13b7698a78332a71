import { CORE_GROUP, EXTERNAL_SECRETS_GROUP, ResourceType } from './resources';
import { forbidden } from './statusError';

/** Like a rule of a ClusterRole, or of Roles in some namespaces; '*' means all. */
export interface AccessRule {
  groups: readonly string[];
  resources: readonly string[];
  verbs: readonly string[];
  /** Where it holds; absent: everywhere. */
  namespaces?: readonly string[];
}

/**
 * The user behind a token, and the rights of that user. Everything not allowed
 * is forbidden.
 */
export interface Identity {
  user: string;
  userGroups: readonly string[];
  rules: readonly AccessRule[];
}

/** One request, as it is authorised. */
export interface Attributes {
  verb: string;
  resource: ResourceType;
  subresource?: string;
  namespace?: string;
  name?: string;
}

/**
 * The tokens of the demo cluster. They are not secrets: the server listens on
 * the loopback only.
 */
export const DEMO_TOKENS = {
  reader: 'demo-reader',
  writer: 'demo-writer',
  admin: 'demo-admin',
} as const;

function serviceAccount(name: string, rules: readonly AccessRule[]): Identity {
  return {
    user: `system:serviceaccount:backstage:${name}`,
    userGroups: [
      'system:serviceaccounts',
      'system:serviceaccounts:backstage',
      'system:authenticated',
    ],
    rules,
  };
}

/** `deploy/base/used-by`. */
const USED_BY_RULES: readonly AccessRule[] = [
  {
    groups: [CORE_GROUP],
    resources: ['pods', 'serviceaccounts'],
    verbs: ['list'],
  },
  {
    groups: ['apps'],
    resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'],
    verbs: ['list'],
  },
  { groups: ['batch'], resources: ['cronjobs', 'jobs'], verbs: ['list'] },
  { groups: ['networking.k8s.io'], resources: ['ingresses'], verbs: ['list'] },
];

/**
 * The identities of `deploy/base/rbac` with the additions of
 * `deploy/base/used-by`, and one that may do everything, by token.
 */
export function demoIdentities(): Map<string, Identity> {
  return new Map([
    [
      DEMO_TOKENS.reader,
      serviceAccount('central-secrets-reader', [
        {
          groups: [CORE_GROUP],
          resources: ['namespaces', 'events'],
          verbs: ['get', 'list', 'watch'],
        },
        {
          groups: [EXTERNAL_SECRETS_GROUP],
          resources: [
            'clusterexternalsecrets',
            'externalsecrets',
            'clustersecretstores',
            'secretstores',
            'pushsecrets',
            'clusterpushsecrets',
          ],
          verbs: ['get', 'list', 'watch'],
        },
        ...USED_BY_RULES,
      ]),
    ],
    [
      DEMO_TOKENS.writer,
      serviceAccount('central-secrets-writer', [
        {
          groups: [CORE_GROUP],
          resources: ['namespaces'],
          verbs: ['get', 'patch'],
        },
      ]),
    ],
    [
      DEMO_TOKENS.admin,
      {
        user: 'demo-admin',
        userGroups: ['system:masters', 'system:authenticated'],
        rules: [{ groups: ['*'], resources: ['*'], verbs: ['*'] }],
      },
    ],
  ]);
}

export function isAllowed(identity: Identity, request: Attributes): boolean {
  const resource = fullResource(request);
  const namespace = namespaceOf(request);
  const has = (list: readonly string[], value: string) =>
    list.includes('*') || list.includes(value);
  return identity.rules.some(
    rule =>
      has(rule.groups, request.resource.group) &&
      has(rule.resources, resource) &&
      has(rule.verbs, request.verb) &&
      (!rule.namespaces ||
        (namespace !== undefined && rule.namespaces.includes(namespace))),
  );
}

/** Throws the 403 of a real API server, in its words. */
export function assertAllowed(identity: Identity, request: Attributes): void {
  if (isAllowed(identity, request)) {
    return;
  }
  const { verb, resource, name } = request;
  const namespace = namespaceOf(request);
  const where =
    namespace === undefined
      ? 'at the cluster scope'
      : `in the namespace "${namespace}"`;
  throw forbidden(
    resource,
    name,
    `User "${identity.user}" cannot ${verb} resource "${fullResource(
      request,
    )}" in API group "${resource.group}" ${where}`,
  );
}

/** For a namespace itself the request counts as being inside of it. */
function namespaceOf({ namespace, resource, name }: Attributes) {
  return namespace ?? (resource.kind === 'Namespace' ? name : undefined);
}

function fullResource({ resource, subresource }: Attributes): string {
  return subresource ? `${resource.plural}/${subresource}` : resource.plural;
}
