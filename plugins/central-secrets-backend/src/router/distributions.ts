import {
  centralSecretsPlatformReadPermission,
  DistributionResponse,
  DistributionsResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { Request, RequestHandler } from 'express';
import { authorize } from '../access';
import { audited } from './audited';
import { RouterOptions } from './options';
import { parseDistributionQuery, parseDistributionsQuery } from './parseQuery';

/** Only for those who may see the platform whole. */
async function authorizePlatform(
  { httpAuth, permissions }: RouterOptions,
  request: Request,
): Promise<void> {
  const credentials = await httpAuth.credentials(request, {
    allow: ['user', 'service'],
  });
  await authorize(
    permissions,
    { permission: centralSecretsPlatformReadPermission },
    credentials,
  );
}

/** `GET /v1/distributions`: every distribution, its counts by state and what its rules find. */
export function getDistributions(options: RouterOptions): RequestHandler {
  return audited(
    options.auditor,
    () => ({ eventId: 'distributions-read', severityLevel: 'low', meta: {} }),
    async request => {
      await authorizePlatform(options, request);
      const body: DistributionsResponse =
        await options.distributionService.list(
          parseDistributionsQuery(request.query),
        );
      return { body };
    },
  );
}

/** `GET /v1/distributions/:cluster/:name`: one, with its findings and deliveries. */
export function getDistribution(options: RouterOptions): RequestHandler {
  return audited(
    options.auditor,
    request => ({
      eventId: 'distribution-read',
      severityLevel: 'low',
      meta: { distribution: { ...request.params } },
    }),
    async request => {
      await authorizePlatform(options, request);
      const { cluster, name } = request.params;
      const body: DistributionResponse = await options.distributionService.get(
        cluster,
        name,
        parseDistributionQuery(request.query),
      );
      return { body };
    },
  );
}
