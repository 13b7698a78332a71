import { fieldsOf } from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  Condition,
  refused,
  refusedMembers,
  required,
  requiredOneOf,
} from './Condition';
import { fieldAt, hasField } from './fieldAt';
import { VAULT_CONDITIONS } from './vaultConditions';

/** `kubernetes`, and `crd`, which opens a cluster in the same way. */
const KUBERNETES: readonly Condition[] = [
  // A kubeconfig: it may name files of the operator's and programs.
  refused('authRef'),
  required('auth'),
  {
    path: 'remoteNamespace',
    find: (provider, { protectedNamespaces }) => {
      const namespace = fieldAt(provider, 'remoteNamespace');
      return typeof namespace === 'string' &&
        protectedNamespaces.includes(namespace)
        ? `remoteNamespace ${namespace}`
        : undefined;
    },
  },
  refused('server.caProvider.namespace'),
];

const YANDEX: readonly Condition[] = [
  {
    path: 'auth',
    find: provider => {
      const name = fieldAt(provider, 'auth.authorizedKeySecretRef.name');
      return name === undefined || name === ''
        ? 'auth without authorizedKeySecretRef'
        : undefined;
    },
  },
];

const AZURE: Condition = {
  path: 'authType',
  find: provider => {
    // Absent, it is ServicePrincipal.
    const type = fieldAt(provider, 'authType') ?? 'ServicePrincipal';
    const isOwn =
      type === 'ServicePrincipal' ||
      (type === 'WorkloadIdentity' && hasField(provider, 'serviceAccountRef'));
    return isOwn ? undefined : `authType ${type} without serviceAccountRef`;
  },
};

const ORACLE: Condition = {
  path: '',
  find: provider => {
    const type = fieldAt(provider, 'principalType') ?? '';
    const isOwn =
      (hasField(provider, 'auth') &&
        ['', 'UserPrincipal'].includes(`${type}`)) ||
      (type === 'Workload' && hasField(provider, 'serviceAccountRef'));
    return isOwn ? undefined : ' without auth or serviceAccountRef';
  },
};

const CONJUR: Condition = {
  path: 'auth.jwt',
  find: provider =>
    hasField(provider, 'auth.jwt') &&
    !hasField(provider, 'auth.jwt.serviceAccountRef')
      ? 'auth.jwt without serviceAccountRef'
      : undefined,
};

/** Its texts are templates. */
const WEBHOOK: Condition = {
  path: '',
  find: (provider, { refusedTemplateFunctions }) => {
    const texts = [
      fieldAt(provider, 'url'),
      fieldAt(provider, 'body'),
      ...Object.values(fieldsOf(fieldAt(provider, 'headers'))),
    ].filter(text => typeof text === 'string');
    const found = refusedTemplateFunctions.filter(name =>
      texts.some(text => text.includes(name)),
    );
    return found.length > 0 ? ` with ${found.join(', ')}` : undefined;
  },
};

/**
 * Fields with which a provider uses the operator's own identity, files,
 * programs or environment, and fields that keep it from that. The deciding
 * value may be inside a Secret, which no policy sees: such fields are refused
 * whatever they hold. Providers without an entry have no such fields.
 */
export const PROVIDER_CONDITIONS: ReadonlyMap<string, readonly Condition[]> =
  new Map<string, readonly Condition[]>([
    ['kubernetes', KUBERNETES],
    ['crd', KUBERNETES],
    ['vault', VAULT_CONDITIONS],
    ['openBao', [required('auth')]],
    [
      'aws',
      [
        requiredOneOf('auth', 'secretRef or jwt.serviceAccountRef', [
          'auth.secretRef',
          'auth.jwt.serviceAccountRef',
        ]),
      ],
    ],
    [
      'gcpsm',
      [
        requiredOneOf('auth', 'secretRef or workloadIdentity', [
          'auth.secretRef',
          'auth.workloadIdentity',
        ]),
        refused('auth.workloadIdentityFederation'),
      ],
    ],
    ['azurekv', [AZURE]],
    ['oracle', [ORACLE]],
    ['volcengine', [requiredOneOf('auth', 'secretRef', ['auth.secretRef'])]],
    ['yandexlockbox', YANDEX],
    ['yandexcertificatemanager', YANDEX],
    [
      'akeyless',
      [
        requiredOneOf(
          'authSecretRef',
          'kubernetesAuth of an account of your own',
          [
            'authSecretRef.kubernetesAuth.serviceAccountRef',
            'authSecretRef.kubernetesAuth.secretRef',
          ],
        ),
      ],
    ],
    [
      'infisical',
      refusedMembers('auth', [
        'kubernetesAuthCredentials',
        'azureAuthCredentials',
        'gcpIdTokenAuthCredentials',
        'gcpIamAuthCredentials',
        'awsAuthCredentials',
      ]),
    ],
    ['conjur', [CONJUR]],
    ['ibm', [refused('auth.containerAuth')]],
    ['alibaba', [refused('auth.rrsa')]],
    ['webhook', [WEBHOOK]],
  ]);
