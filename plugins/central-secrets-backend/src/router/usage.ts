import { UsageResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import { RequestHandler } from 'express';
import { entityRead } from './entityRead';
import { RouterOptions } from './options';
import { usageQuerySchema } from './queries';

/**
 * `GET /v1/entities/:namespace/:kind/:name/usage`: for callers who may see the
 * deliveries.
 */
export function getUsage(options: RouterOptions): RequestHandler {
  return entityRead(options, {
    eventId: 'usage-read',
    query: usageQuerySchema,
    answer: ({ entity, query }): Promise<UsageResponse> =>
      options.usageService.usageOf(entity, query),
  });
}
