import { centralSecretsPlatformReadPermission } from '@central-secrets/backstage-plugin-central-secrets-common';
import { Request } from 'express';
import { authorize } from '../authorization';
import { RouterOptions } from './options';

/**
 * Answers only callers who may see the whole platform. A user among them gets
 * signals about changes from now on; a service has no page that could get them.
 */
export async function answerPlatform<Body>(
  { auth, httpAuth, permissions, platformUpdates }: RouterOptions,
  request: Request,
  answer: () => Promise<Body>,
): Promise<{ body: Body }> {
  const credentials = await httpAuth.credentials(request, {
    allow: ['user', 'service'],
  });
  await authorize(
    permissions,
    { permission: centralSecretsPlatformReadPermission },
    credentials,
  );
  // Before the answer, so that no change is missed that comes meanwhile.
  if (auth.isPrincipal(credentials, 'user')) {
    platformUpdates.viewed(credentials.principal.userEntityRef);
  }
  return { body: await answer() };
}
