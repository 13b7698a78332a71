import { DEFAULT_HUB_NAMES, HubIdentity, HubNames } from './hubNames';
import { RightsEntry, RightsSubject } from './rights';

/** What one identity of a hub has to be able to do, and what it must not. @public */
export interface ExpectedRights {
  readonly identity: HubIdentity;
  readonly title: string;
  readonly subject: RightsSubject;
  readonly needs: readonly RightsEntry[];
  readonly mustNot: readonly RightsEntry[];
}

const LOOK = ['get', 'list', 'watch'];
const WRITE = ['create', 'update', 'patch', 'delete', 'deletecollection'];
const ALL = [...LOOK, ...WRITE];
const ESO = 'external-secrets.io';
const RBAC = 'rbac.authorization.k8s.io';
const ADMISSION = 'admissionregistration.k8s.io';
const KINDS = [
  'clusterexternalsecrets',
  'externalsecrets',
  'clustersecretstores',
  'secretstores',
];

function entry(
  group: string,
  resources: readonly string[],
  verbs: readonly string[],
  why: string,
  where: { namespace?: string; name?: string } = {},
): RightsEntry {
  return { group, resources, verbs, why, ...where };
}

/** Ways to any right whatever: nobody but an administrator has them. */
const NEVER: readonly RightsEntry[] = [
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
function waysToValues(hubNamespace: string): readonly RightsEntry[] {
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

/**
 * What every identity of a hub needs and must not have, as `deploy/` gives it.
 * `needs` is the least with which all works; what is in neither list may be had.
 *
 * @public
 */
export function expectedRights(
  names: HubNames = DEFAULT_HUB_NAMES,
): readonly ExpectedRights[] {
  const { hubNamespace } = names;
  const inHub = { namespace: hubNamespace };
  const access = { namespace: hubNamespace, name: 'central-secrets-access' };
  const observe = [
    entry('', ['namespaces', 'events'], LOOK, 'it observes what is delivered'),
    entry(ESO, KINDS, LOOK, 'it observes what is delivered'),
  ];
  const noDistributing = entry(
    ESO,
    KINDS,
    WRITE,
    'who may distribute a credential may read it',
  );

  return [
    {
      identity: 'operator',
      title: 'External Secrets Operator',
      subject: names.operator,
      needs: [
        entry('', ['secrets'], LOOK, 'the store reads the hub', inHub),
        entry(ESO, KINDS, LOOK, 'it does what they say'),
        entry(
          ESO,
          ['clusterexternalsecrets', ...KINDS.map(kind => `${kind}/status`)],
          ['update', 'patch'],
          'it says there what came of it',
        ),
        entry(
          ESO,
          ['externalsecrets'],
          ['create', 'update', 'patch', 'delete'],
          'it makes one in each selected namespace',
        ),
        entry(
          '',
          ['namespaces'],
          [...LOOK, 'update', 'patch'],
          'it marks each selected namespace with a finalizer',
        ),
        entry(
          '',
          ['secrets'],
          [...LOOK, 'create', 'update', 'patch', 'delete'],
          'it writes the copies',
        ),
        entry(
          '',
          ['events'],
          ['create', 'patch'],
          'nothing else tells why a copy failed',
        ),
      ],
      mustNot: NEVER,
    },
    {
      identity: 'reader',
      title: "Backstage's reader",
      subject: names.reader,
      needs: observe,
      mustNot: [
        ...NEVER,
        ...waysToValues(hubNamespace),
        noDistributing,
        entry(
          '',
          ['namespaces', 'namespaces/finalize', 'namespaces/status'],
          WRITE,
          'it observes, and changes nothing',
        ),
        entry(
          '',
          ['configmaps'],
          ['create', 'update', 'patch', 'delete'],
          'the hub keeps there whom the policies trust',
          inHub,
        ),
      ],
    },
    {
      identity: 'writer',
      title: "Backstage's writer",
      subject: names.writer,
      needs: [
        entry(
          '',
          ['namespaces'],
          ['get', 'patch'],
          'it changes request labels',
        ),
      ],
      mustNot: [
        ...NEVER,
        ...waysToValues(hubNamespace),
        noDistributing,
        entry(
          '',
          ['namespaces'],
          ['list', 'watch', 'create', 'update', 'delete', 'deletecollection'],
          'it changes a namespace that it is told of, and no other',
        ),
        entry(
          '',
          ['namespaces/finalize', 'namespaces/status'],
          WRITE,
          'request labels need neither',
        ),
        entry(
          '',
          ['configmaps'],
          ['create', 'update', 'patch', 'delete'],
          'the hub keeps there whom the policies trust',
          inHub,
        ),
      ],
    },
    {
      identity: 'hub-owners',
      title: 'The owners of the hub',
      subject: names.hubOwners,
      needs: [
        entry(
          ESO,
          ['clusterexternalsecrets', 'clustersecretstores'],
          [...LOOK, 'create', 'update', 'patch', 'delete'],
          'they decide what is distributed',
        ),
        entry(
          ESO,
          ['externalsecrets', 'secretstores'],
          LOOK,
          'they see what came of it',
        ),
        entry('', ['namespaces', 'events'], LOOK, 'they see what came of it'),
        entry(
          '',
          ['secrets'],
          ['create', 'update', 'delete'],
          'they put credentials in, and exchange them',
          inHub,
        ),
        entry(
          '',
          ['configmaps'],
          ['get', 'update', 'patch'],
          'they decide whom the policies trust',
          access,
        ),
      ],
      mustNot: [
        ...NEVER,
        entry(
          '',
          ['secrets'],
          [...LOOK, 'patch', 'deletecollection'],
          'the answers hold values, which belong on no screen',
          inHub,
        ),
        entry('', ['secrets'], LOOK, 'the copies belong to the teams'),
      ],
    },
    {
      identity: 'auditors',
      title: 'The auditors',
      subject: names.auditors,
      needs: [
        ...observe,
        entry(
          ADMISSION,
          ['validatingadmissionpolicies', 'validatingadmissionpolicybindings'],
          LOOK,
          'they check who may ask, distribute and read',
        ),
        entry(
          RBAC,
          ['clusterroles', 'clusterrolebindings', 'roles', 'rolebindings'],
          LOOK,
          'they check who has which rights',
        ),
        entry(
          '',
          ['configmaps'],
          ['get'],
          'they check whom the policies trust',
          access,
        ),
        entry(
          'authorization.k8s.io',
          ['subjectaccessreviews'],
          ['create'],
          'they check who has which rights',
        ),
      ],
      mustNot: [
        ...NEVER,
        ...waysToValues(hubNamespace),
        noDistributing,
        entry('', ['namespaces'], WRITE, 'they look, and change nothing'),
      ],
    },
  ];
}
