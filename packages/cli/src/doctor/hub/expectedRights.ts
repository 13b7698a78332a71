import {
  DEFAULT_HUB_NAMES,
  HubIdentity,
  HubNames,
  RightsSubject,
} from '@central-secrets/manifest-rules';
import { indexRights } from './indexRights';
import { RightsEntry } from './rights';
import {
  ADMISSION,
  entry,
  ESO,
  KINDS,
  LOOK,
  NEVER,
  NO_DISTRIBUTING,
  noTrusting,
  PUSHES,
  RBAC,
  waysToValues,
  WRITE,
} from './rightsEntries';
import { storeRights, tokenOfStore } from './storeRights';

/**
 * The rights that one identity of a hub needs, and those that it must not have.
 */
export interface ExpectedRights {
  readonly identity: HubIdentity;
  readonly title: string;
  readonly subject: RightsSubject;
  readonly needs: readonly RightsEntry[];
  readonly mustNot: readonly RightsEntry[];
}

/** The generators that can use the operator's own identity, or fetch any address. */
const JUDGED_GENERATORS = [
  'acraccesstokens',
  'ecrauthorizationtokens',
  'gcraccesstokens',
  'stssessiontokens',
  'vaultdynamicsecrets',
  'webhooks',
];

/**
 * Returns the rights that every identity of a hub needs and must not have, as
 * `deploy/` grants them. `needs` is the least with which all works; a right in
 * neither list is allowed.
 */
export function expectedRights(
  names: HubNames = DEFAULT_HUB_NAMES,
): readonly ExpectedRights[] {
  const { hubNamespace } = names;
  const inHub = { namespace: hubNamespace };
  const access = { namespace: hubNamespace, name: 'central-secrets-access' };
  const observe = [
    entry('', ['namespaces', 'events'], LOOK, 'it observes deliveries'),
    entry(ESO, KINDS, LOOK, 'it observes deliveries'),
  ];
  return [
    {
      identity: 'operator',
      title: 'External Secrets Operator',
      subject: names.operator,
      needs: [
        ...tokenOfStore(names),
        entry(ESO, KINDS, LOOK, 'it reconciles them'),
        entry(
          ESO,
          ['clusterexternalsecrets', ...KINDS.map(kind => `${kind}/status`)],
          ['update', 'patch'],
          'it writes their status',
        ),
        entry(
          ESO,
          ['externalsecrets'],
          ['create', 'update', 'patch', 'delete'],
          'it creates one in each selected namespace',
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
          'only events say why a copy failed',
        ),
      ],
      mustNot: NEVER,
    },
    storeRights(names),
    {
      identity: 'reader',
      title: "Backstage's reader",
      subject: names.reader,
      needs: [
        ...observe,
        entry(ESO, PUSHES, LOOK, 'it observes internal distribution'),
      ],
      mustNot: [
        ...NEVER,
        ...waysToValues(hubNamespace),
        NO_DISTRIBUTING,
        entry(
          '',
          ['namespaces', 'namespaces/finalize', 'namespaces/status'],
          WRITE,
          'it must only observe',
        ),
        noTrusting(hubNamespace),
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
        NO_DISTRIBUTING,
        entry(
          '',
          ['namespaces'],
          ['list', 'watch', 'create', 'update', 'delete', 'deletecollection'],
          'it changes one namespace at a time, by name',
        ),
        entry(
          '',
          ['namespaces/finalize', 'namespaces/status'],
          WRITE,
          'request labels need neither',
        ),
        noTrusting(hubNamespace),
      ],
    },
    indexRights(names),
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
          'they see the results',
        ),
        entry('', ['namespaces', 'events'], LOOK, 'they see the results'),
        entry(
          '',
          ['secrets'],
          ['create', 'update', 'delete'],
          'they create and replace credentials',
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
          'the answers contain values, which must not appear on a screen',
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
        entry(ESO, PUSHES, LOOK, 'they check what teams could do'),
        entry(
          'generators.external-secrets.io',
          JUDGED_GENERATORS,
          ['get', 'list'],
          'they check what teams could do',
        ),
        entry(
          '',
          ['serviceaccounts'],
          ['get'],
          'they check whether trusted accounts exist',
        ),
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
        NO_DISTRIBUTING,
        entry('', ['namespaces'], WRITE, 'they must only read'),
      ],
    },
  ];
}
