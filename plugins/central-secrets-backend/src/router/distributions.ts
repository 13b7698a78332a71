import {
  centralSecretsPlatformReadPermission,
  DistributionResponse,
  DistributionsResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { Request, RequestHandler } from 'express';
import { authorize } from '../authorization';
import { audited, auditedParameters } from './audited';
import { RouterOptions } from './options';
import { parseQuery } from './parse';
import { distributionQuerySchema, distributionsQuerySchema } from './queries';

/**
 * Answers only callers who may see the whole platform. A user among them gets
 * signals about changes from now on; a service has no page that could get them.
 */
async function answerPlatform<Body>(
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

/** `GET /v1/distributions`: every distribution, its counts by state and what its rules find. */
export function getDistributions(options: RouterOptions): RequestHandler {
  return audited(
    options.auditor,
    () => ({ eventId: 'distributions-read', severityLevel: 'low', meta: {} }),
    request =>
      answerPlatform<DistributionsResponse>(options, request, async () =>
        options.distributionService.list(
          parseQuery(distributionsQuerySchema, request.query),
        ),
      ),
  );
}

/** `GET /v1/distributions/:cluster/:name`: one, with its findings and deliveries. */
export function getDistribution(options: RouterOptions): RequestHandler {
  return audited(
    options.auditor,
    request => ({
      eventId: 'distribution-read',
      severityLevel: 'low',
      meta: { distribution: auditedParameters(request) },
    }),
    request =>
      answerPlatform<DistributionResponse>(options, request, async () => {
        const { cluster, name } = request.params;
        return options.distributionService.get(
          cluster,
          name,
          parseQuery(distributionQuerySchema, request.query),
        );
      }),
  );
}
