import { Condition, refused, required } from './Condition';
import { fieldAt, hasField } from './fieldAt';

/** Ways to log in of which at least one has to be named. */
const METHODS = [
  'kubernetes',
  'tokenSecretRef',
  'appRole',
  'ldap',
  'userPass',
  'jwt',
  'cert',
].map(method => `auth.${method}`);

/**
 * A Vault's store and its generator: with an empty token, or none, the operator
 * logs in with its own. Kubernetes authentication is for Vaults of the platform
 * (`team-vault-servers`) alone.
 */
export const VAULT_CONDITIONS: readonly Condition[] = [
  required('auth'),
  {
    path: 'auth.kubernetes',
    find: (vault, { teamVaultServers }) => {
      const server = fieldAt(vault, 'server');
      const isOfPlatform =
        hasField(vault, 'auth.kubernetes.serviceAccountRef') &&
        typeof server === 'string' &&
        teamVaultServers.includes(server);
      return hasField(vault, 'auth.kubernetes') && !isOfPlatform
        ? 'auth.kubernetes'
        : undefined;
    },
  },
  refused('auth.iam'),
  refused('auth.gcp'),
  {
    path: 'auth',
    find: vault =>
      hasField(vault, 'auth') && !hasField(vault, ...METHODS)
        ? 'auth names no known method'
        : undefined,
  },
];
