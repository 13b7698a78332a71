import { PlainObject } from '../framework/objects';

const RBAC = 'rbac.authorization.k8s.io';
const ESO = 'external-secrets.io';
const GENERATORS = 'generators.external-secrets.io';
const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update'];

const KINDS = [
  'externalsecrets',
  'secretstores',
  'clustersecretstores',
  'pushsecrets',
  'clusterpushsecrets',
];

const GENERATOR_KINDS = [
  'acraccesstokens',
  'cloudsmithaccesstokens',
  'clustergenerators',
  'ecrauthorizationtokens',
  'fakes',
  'gcraccesstokens',
  'githubaccesstokens',
  'quayaccesstokens',
  'passwords',
  'sshkeys',
  'vaultdynamicsecrets',
  'webhooks',
  'grafanas',
  'generatorstates',
  'mfas',
  'uuids',
];

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

const rule = (
  group: string,
  resources: readonly string[],
  verbs: readonly string[],
): Rule => ({ apiGroups: [group], resources, verbs });

function clusterRole(
  name: string,
  rules: readonly Rule[],
  aggregateTo: readonly string[] = [],
): PlainObject {
  const labels = Object.fromEntries(
    aggregateTo.map(role => [`${RBAC}/aggregate-to-${role}`, 'true']),
  );
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRole',
    metadata: { name, labels },
    rules,
  };
}

/**
 * The roles that the operator's chart installs by default, as
 * `templates/rbac.yaml` of external-secrets 0.20.4 has them: the operator's own
 * rights, and the rules that the chart adds to Kubernetes' roles view, edit and
 * admin. They are wider than those of `deploy/base/operator`, so that no test
 * passes only because its operator has fewer rights than most.
 */
export const CHART_RIGHTS: readonly PlainObject[] = [
  clusterRole('external-secrets-controller', [
    rule(ESO, [...KINDS, 'clusterexternalsecrets'], READ),
    rule(
      ESO,
      [...KINDS, 'clusterexternalsecrets'].flatMap(kind => [
        kind,
        `${kind}/status`,
        `${kind}/finalizers`,
      ]),
      ['get', 'update', 'patch'],
    ),
    rule(GENERATORS, ['generatorstates'], [...READ, ...WRITE]),
    rule(GENERATORS, GENERATOR_KINDS, READ),
    rule('', ['serviceaccounts', 'namespaces', 'configmaps'], READ),
    rule('', ['namespaces'], ['update', 'patch']),
    rule('', ['secrets'], [...READ, 'create', 'update', 'delete', 'patch']),
    rule('', ['serviceaccounts/token'], ['create']),
    rule('', ['events'], ['create', 'patch']),
    rule(
      ESO,
      ['externalsecrets', 'pushsecrets'],
      ['create', 'update', 'delete'],
    ),
  ]),
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'external-secrets-controller' },
    roleRef: {
      apiGroup: RBAC,
      kind: 'ClusterRole',
      name: 'external-secrets-controller',
    },
    subjects: [
      {
        kind: 'ServiceAccount',
        name: 'external-secrets',
        namespace: 'external-secrets',
      },
    ],
  },
  clusterRole(
    'external-secrets-view',
    [rule(ESO, KINDS, READ), rule(GENERATORS, GENERATOR_KINDS, READ)],
    ['view', 'edit', 'admin'],
  ),
  clusterRole(
    'external-secrets-edit',
    [rule(ESO, KINDS, WRITE), rule(GENERATORS, GENERATOR_KINDS, WRITE)],
    ['edit', 'admin'],
  ),
];
