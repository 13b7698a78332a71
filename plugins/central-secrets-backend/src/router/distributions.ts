import {
  DistributionResponse,
  DistributionsResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { RequestHandler } from 'express';
import { answerPlatform } from './answerPlatform';
import { audited, auditedParameters } from './audited';
import { RouterOptions } from './options';
import { parseQuery } from './parse';
import { distributionQuerySchema, distributionsQuerySchema } from './queries';

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
