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

/** The resources with which the operator writes into a store. */
export const PUSHES = ['pushsecrets', 'clusterpushsecrets'];

/** Verbs on resources of one group, and their purpose. */
export function entry(
  group: string,
  resources: readonly string[],
  verbs: readonly string[],
  why: string,
  where: { namespace?: string; name?: string } = {},
): RightsEntry {
  return { group, resources, verbs, why, ...where };
}

/** Ways to any right: only an administrator has them. */
export const NEVER: readonly RightsEntry[] = [
  entry('*', ['*'], ['*'], 'an administrator needs no identity of a hub'),
  entry(
    RBAC,
    ['clusterroles', 'roles'],
    ['bind', 'escalate', 'create', 'update', 'patch'],
    'an identity that may grant rights has all of them',
  ),
  entry(
    RBAC,
    ['clusterrolebindings', 'rolebindings'],
    ['create', 'update', 'patch'],
    'an identity that may grant rights has all of them',
  ),
  entry(
    '',
    ['users', 'groups', 'serviceaccounts'],
    ['impersonate'],
    'an identity that may impersonate others has their rights',
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
  const why = 'it cannot leak a value that it cannot read';
  return [
    entry('', ['secrets'], ALL, why),
    entry('', ['secrets'], ALL, why, { namespace: hubNamespace }),
    entry(
      '',
      ['serviceaccounts/token'],
      ['create'],
      'a token of another account carries the rights of that account',
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
  'an identity that may distribute a credential may read it',
);

/** A ConfigMap of the hub names the identities that the policies trust. */
export function noTrusting(hubNamespace: string): RightsEntry {
  return entry(
    '',
    ['configmaps'],
    ['create', 'update', 'patch', 'delete'],
    'the ConfigMap names the identities that the policies trust',
    { namespace: hubNamespace },
  );
}

/**
 * What an account must not have that reads every Secret of the hub: a way to
 * write one, to read others, or to pass one on.
 *
 * @param whyNoWrites - the danger of writing Secrets of the hub; ends a sentence
 */
export function forbiddenToHubReader(
  hubNamespace: string,
  whyNoWrites: string,
): readonly RightsEntry[] {
  return [
    ...NEVER,
    entry('', ['secrets'], WRITE, whyNoWrites, { namespace: hubNamespace }),
    ...waysToValues(hubNamespace).filter(
      ({ namespace }) => namespace === undefined,
    ),
    NO_DISTRIBUTING,
    entry(
      '',
      ['namespaces', 'namespaces/finalize', 'namespaces/status'],
      WRITE,
      'it must only read Secrets of the hub',
    ),
    noTrusting(hubNamespace),
  ];
}
