import { KubernetesApi } from '../framework/kubernetesApi';
import { createObject } from '../framework/objects';
import { theWorld } from '../jest/globals';

/**
 * Bears every right that roles can give, so that nothing but the admission
 * policies stands in the way.
 */
const ALL_RIGHTS = 'properties-all-rights';

/** Somebody in the cluster, and what deploy/base/admission/access.yaml makes of them. */
export interface Person {
  readonly user: string;
  readonly groups: readonly string[];
  readonly mayChangeRequestLabels: boolean;
  readonly mayReadHub: boolean;
}

const person = (
  user: string,
  groups: readonly string[],
  mayChangeRequestLabels: boolean,
  mayReadHub: boolean,
): Person => ({ user, groups, mayChangeRequestLabels, mayReadHub });

const account = (namespace: string, name: string) =>
  `system:serviceaccount:${namespace}:${name}`;

/** Whom the policies are asked about. */
export const PEOPLE: readonly Person[] = [
  person(account('backstage', 'central-secrets-writer'), [], true, false),
  person(account('argocd', 'argocd-application-controller'), [], true, false),
  person('petra', ['platform-team'], true, true),
  person(account('external-secrets', 'external-secrets'), [], false, true),
  person(account('backstage', 'central-secrets-reader'), [], false, false),
  person(account('default', 'central-secrets-writer'), [], false, false),
  person(account('backstage', 'default'), [], false, false),
  person('jane', ['shop-team'], false, false),
  person('platform-team', [], false, false),
  person('omar', ['platform-team-2', 'not-platform-team'], false, false),
];

/** Gives everybody of PEOPLE all rights that roles can give. */
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

/** The API server as somebody, for as long as `body` runs. */
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
