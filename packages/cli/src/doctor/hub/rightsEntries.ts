import { RightsEntry } from './rights';

export const LOOK = ['get', 'list', 'watch'];
export const WRITE = [
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
];
const ALL = [...LOOK, ...WRITE];
export const ESO = 'external-secrets.io';
export const RBAC = 'rbac.authorization.k8s.io';
export const ADMISSION = 'admissionregistration.k8s.io';
export const KINDS = [
  'clusterexternalsecrets',
  'externalsecrets',
  'clustersecretstores',
  'secretstores',
];

/** The resources that write into a store. */
export const PUSHES = ['pushsecrets', 'clusterpushsecrets'];

/** Verbs on resources of one group, and what for. */
export function entry(
  group: string,
  resources: readonly string[],
  verbs: readonly string[],
  why: string,
  where: { namespace?: string; name?: string } = {},
): RightsEntry {
  return { group, resources, verbs, why, ...where };
}

/** Ways to any right whatever: an administrator alone has them. */
export const NEVER: readonly RightsEntry[] = [
  entry('*', ['*'], ['*'], 'an administrator needs no identity of a hub'),
  entry(
    RBAC,
    ['clusterroles', 'roles'],
    ['bind', 'escalate', 'create', 'update', 'patch'],
    'who may give rights has all of them',
  ),
  entry(
    RBAC,
    ['clusterrolebindings', 'rolebindings'],
    ['create', 'update', 'patch'],
    'who may give rights has all of them',
  ),
  entry(
    '',
    ['users', 'groups', 'serviceaccounts'],
    ['impersonate'],
    'who may be somebody else has their rights',
  ),
  entry(
    ADMISSION,
    ['validatingadmissionpolicies', 'validatingadmissionpolicybindings'],
    WRITE,
    'the policies guard the hub against this very identity',
  ),
];

/** Ways to the value of a Secret. */
export function waysToValues(hubNamespace: string): readonly RightsEntry[] {
  const why = 'what it cannot read it cannot leak';
  return [
    entry('', ['secrets'], ALL, why),
    entry('', ['secrets'], ALL, why, { namespace: hubNamespace }),
    entry(
      '',
      ['serviceaccounts/token'],
      ['create'],
      'with a token of another account it has its rights',
    ),
    entry(
      '',
      ['pods/exec', 'pods'],
      ['create'],
      'a pod can read the Secrets of its namespace',
    ),
  ];
}

/** The decisions that only a hub owner makes. */
export const NO_DISTRIBUTING = entry(
  ESO,
  [...KINDS, ...PUSHES],
  WRITE,
  'who may distribute a credential may read it',
);

/** A ConfigMap of the hub names the identities that the policies trust. */
export function noTrusting(hubNamespace: string): RightsEntry {
  return entry(
    '',
    ['configmaps'],
    ['create', 'update', 'patch', 'delete'],
    'the hub keeps there whom the policies trust',
    { namespace: hubNamespace },
  );
}
