import {
  AuthService,
  BackstageCredentials,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError, NotImplementedError } from '@backstage/errors';
import {
  centralSecretsRequestCreatePermission,
  message,
  Message,
  RefusalCode,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { ownersOf, sharedOwners, whyNotPermitted } from '../authorization';
import { RequestRights } from '../deliveries';
import { RequestOptions } from './config';
import { namespaceFileOf } from './route';

/** The services and settings that decide a user's rights. */
export interface RightsOptions {
  readonly auth: AuthService;
  readonly permissions: PermissionsService;
  readonly userInfo: UserInfoService;
  readonly requests: RequestOptions;
}

/** The owners in whose name a user asks, or why the user may not ask. */
type FoundRights =
  | { readonly owners: string[]; readonly refusal?: undefined }
  | { readonly refusal: Message<RefusalCode> };

/**
 * Throws unless a user may change anything for an entity: permission, mode,
 * ownership, in that order. Answers the owners in whose name the user asks.
 *
 * A dry run may be made where labels are changed in Git by other means: it says
 * which label that is.
 */
export async function requireRights(
  entity: Entity,
  credentials: BackstageCredentials,
  options: RightsOptions,
  { dryRun = false }: { dryRun?: boolean } = {},
): Promise<{ owners: string[] }> {
  const found = await findRights(entity, credentials, options, dryRun);
  if (found.refusal) {
    const text = renderMessage(found.refusal);
    throw found.refusal.code === 'requests-in-git'
      ? new NotImplementedError(text)
      : new NotAllowedError(text);
  }
  return { owners: found.owners };
}

/** The same, as something to show beside an answer instead of an error. */
export async function rightsOf(
  entity: Entity,
  credentials: BackstageCredentials,
  options: RightsOptions,
): Promise<RequestRights> {
  const { mode, gitops, allowedLabels, protectedNamespaces, environmentLabel } =
    options.requests;
  const settings = {
    route: { mode, gitops },
    namespaceFile: namespaceFileOf(entity),
    allowedLabels,
    protectedNamespaces,
    environmentLabel,
  };
  const found: FoundRights = options.auth.isPrincipal(credentials, 'user')
    ? await findRights(entity, credentials, options)
    : { refusal: message('not-a-user') };
  return { owners: ownersOf(entity), ...settings, ...found };
}

async function findRights(
  entity: Entity,
  credentials: BackstageCredentials,
  { permissions, requests, userInfo }: RightsOptions,
  dryRun = false,
): Promise<FoundRights> {
  const entityRef = stringifyEntityRef(entity);
  const refusal =
    (await whyNotPermitted(
      permissions,
      {
        permission: centralSecretsRequestCreatePermission,
        resourceRef: entityRef,
      },
      credentials,
    )) ?? refusalByMode(requests, dryRun);
  if (refusal) {
    return { refusal };
  }
  const owners = ownersOf(entity);
  if (!requests.requireOwnership) {
    return { owners };
  }
  if (owners.length === 0) {
    return { refusal: message('no-owner', { entity: entityRef }) };
  }
  const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
  const shared = sharedOwners(owners, ownershipEntityRefs);
  return shared.length > 0
    ? { owners: shared }
    : { refusal: message('not-an-owner', { entity: entityRef, owners }) };
}

function refusalByMode(
  { mode, gitops }: RequestOptions,
  dryRun: boolean,
): Message<RefusalCode> | undefined {
  switch (mode) {
    case 'disabled':
      return message('requests-disabled');
    case 'gitops':
      return gitops || dryRun ? undefined : message('requests-in-git');
    default:
      return undefined;
  }
}
