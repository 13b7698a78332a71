import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  message,
  Message,
  RefusalCode,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  AuthorizePermissionRequest,
  AuthorizeResult,
} from '@backstage/plugin-permission-common';

/**
 * Returns why a user may not do something; undefined on ALLOW. Anything else is
 * a refusal: DENY, and also CONDITIONAL, which this plugin cannot resolve.
 *
 * `credentials` are the asking user's, never the plugin's own: the framework
 * allows a service everything.
 */
export async function whyNotPermitted(
  permissions: PermissionsService,
  request: AuthorizePermissionRequest,
  credentials: BackstageCredentials,
): Promise<Message<RefusalCode> | undefined> {
  const [decision] = await permissions.authorize([request], { credentials });
  if (decision?.result === AuthorizeResult.ALLOW) {
    return undefined;
  }
  const permission = request.permission.name;
  const entity = request.resourceRef;
  return entity
    ? message('permission-missing.for-entity', { permission, entity })
    : message('permission-missing', { permission });
}

/** Throws NotAllowedError for what `whyNotPermitted` refuses. */
export async function authorize(
  ...asked: Parameters<typeof whyNotPermitted>
): Promise<void> {
  const refusal = await whyNotPermitted(...asked);
  if (refusal) {
    throw new NotAllowedError(renderMessage(refusal));
  }
}
