import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizePermissionRequest,
  AuthorizeResult,
} from '@backstage/plugin-permission-common';

/**
 * Returns only on ALLOW. Anything else throws NotAllowedError: DENY, and also
 * CONDITIONAL, which this plugin cannot resolve.
 *
 * `credentials` are the asking user's, never the plugin's own: the framework
 * allows a service everything.
 */
export async function authorize(
  permissions: PermissionsService,
  request: AuthorizePermissionRequest,
  credentials: BackstageCredentials,
): Promise<void> {
  const [decision] = await permissions.authorize([request], { credentials });
  if (decision?.result !== AuthorizeResult.ALLOW) {
    const about = request.resourceRef ? ` for ${request.resourceRef}` : '';
    throw new NotAllowedError(
      `You do not have the permission ${request.permission.name}${about}`,
    );
  }
}
