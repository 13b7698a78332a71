import { KubernetesApi } from '../framework/kubernetesApi';
import { createObject } from '../framework/objects';
import { theWorld } from '../jest/globals';

/**
 * Has every right that roles can give, so that only the admission policies can
 * refuse a request.
 */
const ALL_RIGHTS = 'properties-all-rights';

/**
 * A user of the cluster, and their rights in deploy/base/admission/access.yaml.
 */
export interface Person {
  readonly user: string;
  readonly groups: readonly string[];
  readonly mayChangeRequestLabels: boolean;
  readonly isHubOwner: boolean;
  /** Whether they are the operator, which writes what distributions say. */
  readonly isOperator: boolean;
  /** Whether they may change request labels and nothing else of a namespace. */
  readonly isWriter: boolean;
}

type Powers = Omit<Person, 'user' | 'groups'>;

const NONE: Powers = {
  mayChangeRequestLabels: false,
  isHubOwner: false,
  isOperator: false,
  isWriter: false,
};

const person = (
  user: string,
  groups: readonly string[],
  powers: Partial<Powers> = {},
): Person => ({ user, groups, ...NONE, ...powers });

const account = (namespace: string, name: string) =>
  `system:serviceaccount:${namespace}:${name}`;

/** The users for whom the tests ask the policies. */
export const PEOPLE: readonly Person[] = [
  person(account('backstage', 'central-secrets-writer'), [], {
    mayChangeRequestLabels: true,
    isWriter: true,
  }),
  person(account('argocd', 'argocd-application-controller'), []),
  person('petra', ['platform-team'], {
    mayChangeRequestLabels: true,
    isHubOwner: true,
  }),
  person(account('external-secrets', 'external-secrets'), [], {
    isOperator: true,
  }),
  person(account('backstage', 'central-secrets-reader'), []),
  person(account('default', 'central-secrets-writer'), []),
  person(account('backstage', 'default'), []),
  person('jane', ['shop-team']),
  person('platform-team', []),
  person('omar', ['platform-team-2', 'not-platform-team']),
];

/** Gives all of PEOPLE every right that roles can give. */
export async function grantAllRights(): Promise<void> {
  const group = 'rbac.authorization.k8s.io';
  await createObject(theWorld().platform.api, {
    apiVersion: `${group}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: ALL_RIGHTS },
    roleRef: { apiGroup: group, kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ apiGroup: group, kind: 'Group', name: ALL_RIGHTS }],
  });
}

/** Runs `body` with the API server as another user. */
export async function as<T>(
  { user, groups }: Pick<Person, 'user' | 'groups'>,
  body: (api: KubernetesApi) => Promise<T>,
): Promise<T> {
  const api = theWorld().platform.api.as(user, [...groups, ALL_RIGHTS]);
  try {
    return await body(api);
  } finally {
    await api.close();
  }
}
