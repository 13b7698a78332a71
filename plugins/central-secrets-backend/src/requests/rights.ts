import {
  AuthService,
  BackstageCredentials,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError, NotImplementedError } from '@backstage/errors';
import { centralSecretsRequestCreatePermission } from '@central-secrets/backstage-plugin-central-secrets-common';
import { authorize, ownersOf, sharedOwners } from '../authorization';
import { RequestRights } from '../deliveries';
import { RequestOptions } from './config';

/** The services and settings that decide a user's rights. */
export interface RightsOptions {
  readonly auth: AuthService;
  readonly permissions: PermissionsService;
  readonly userInfo: UserInfoService;
  readonly requests: RequestOptions;
}

/**
 * Throws unless a user may change anything for an entity: permission, mode,
 * ownership, in that order. Answers the owners in whose name the user asks.
 */
export async function requireRights(
  entity: Entity,
  credentials: BackstageCredentials,
  options: RightsOptions,
): Promise<{ owners: string[] }> {
  const { permissions, requests } = options;
  await authorize(
    permissions,
    {
      permission: centralSecretsRequestCreatePermission,
      resourceRef: stringifyEntityRef(entity),
    },
    credentials,
  );
  requireClusterMode(requests);
  return { owners: await requireOwner(entity, credentials, options) };
}

/** The same, as something to show beside an answer instead of an error. */
export async function rightsOf(
  entity: Entity,
  credentials: BackstageCredentials,
  options: RightsOptions,
): Promise<RequestRights> {
  const { mode, allowedLabels, protectedNamespaces } = options.requests;
  const settings = { mode, allowedLabels, protectedNamespaces };
  if (!options.auth.isPrincipal(credentials, 'user')) {
    const refusal = 'Only a signed-in person can ask for a secret';
    return { ...settings, owners: ownersOf(entity), refusal };
  }
  try {
    const { owners } = await requireRights(entity, credentials, options);
    return { ...settings, owners };
  } catch (error) {
    if (NotAllowedError.is(error) || NotImplementedError.is(error)) {
      const refusal = error.message;
      return { ...settings, owners: ownersOf(entity), refusal };
    }
    throw error;
  }
}

function requireClusterMode({ mode }: RequestOptions): void {
  if (mode === 'disabled') {
    throw new NotAllowedError(
      'Requests are switched off on this platform (centralSecrets.requests.mode: disabled); ask the platform team to change the label',
    );
  }
  if (mode === 'gitops') {
    throw new NotImplementedError(
      'Labels on this platform are changed in Git (centralSecrets.requests.mode: gitops), and requests are not implemented; change the label in the manifest of the namespace in Git',
    );
  }
}

async function requireOwner(
  entity: Entity,
  credentials: BackstageCredentials,
  { userInfo, requests }: RightsOptions,
): Promise<string[]> {
  const owners = ownersOf(entity);
  if (!requests.requireOwnership) {
    return owners;
  }
  const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
  const shared = sharedOwners(owners, ownershipEntityRefs);
  if (shared.length === 0) {
    throw new NotAllowedError(
      owners.length > 0
        ? `Only an owner of ${stringifyEntityRef(
            entity,
          )} may do this, and you are not in ${owners.join(', ')}`
        : `Nobody owns ${stringifyEntityRef(
            entity,
          )} in the catalog, so nobody may do this; set its spec.owner`,
    );
  }
  return shared;
}
