import { Condition, refused, requiredOneOf } from './Condition';
import { fieldAt, hasField } from './fieldAt';
import { VAULT_CONDITIONS } from './vaultConditions';

/** The conditions of an object within the specification. */
function within(field: string, conditions: readonly Condition[]): Condition[] {
  return conditions.map(({ path, find }) => ({
    path: path === '' ? field : `${field}.${path}`,
    find: (spec, access) => {
      const text = find(fieldAt(spec, field), access);
      return text === undefined ? undefined : `${field}.${text}`;
    },
  }));
}

/** Asks for a credential of the team, and refuses one of the operator's beside it. */
function ownCredential(
  words: string,
  fields: readonly string[],
  foreign: string,
): Condition {
  const own = requiredOneOf('auth', words, fields);
  return {
    path: 'auth',
    find: (spec, access) =>
      hasField(spec, foreign)
        ? `auth without ${words}`
        : own.find(spec, access),
  };
}

/**
 * Fields with which a generator uses the operator's own identity, by resource.
 * Generators without an entry have no such fields.
 */
export const GENERATOR_CONDITIONS: ReadonlyMap<string, readonly Condition[]> =
  new Map<string, readonly Condition[]>([
    [
      'vaultdynamicsecrets',
      within('provider', [
        ...VAULT_CONDITIONS,
        refused('caProvider.namespace'),
      ]),
    ],
    [
      'ecrauthorizationtokens',
      [
        requiredOneOf('auth', 'secretRef or jwt.serviceAccountRef', [
          'auth.secretRef',
          'auth.jwt.serviceAccountRef',
        ]),
      ],
    ],
    [
      'stssessiontokens',
      [requiredOneOf('auth', 'secretRef', ['auth.secretRef'])],
    ],
    [
      'gcraccesstokens',
      [
        ownCredential(
          'secretRef or workloadIdentity',
          ['auth.secretRef', 'auth.workloadIdentity'],
          'auth.workloadIdentityFederation',
        ),
      ],
    ],
    [
      'acraccesstokens',
      [
        ownCredential(
          'servicePrincipal or workloadIdentity.serviceAccountRef',
          ['auth.servicePrincipal', 'auth.workloadIdentity.serviceAccountRef'],
          'auth.managedIdentity',
        ),
      ],
    ],
  ]);
