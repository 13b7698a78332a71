import { UsageResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import { RequestHandler } from 'express';
import { entityRead } from './entityRead';
import { RouterOptions } from './options';
import { parseUsageQuery } from './parse';

/**
 * `GET /v1/entities/:namespace/:kind/:name/usage`: for callers who may see the
 * deliveries.
 */
export function getUsage(options: RouterOptions): RequestHandler {
  return entityRead(options, {
    eventId: 'usage-read',
    parseQuery: parseUsageQuery,
    answer: ({ entity, query }): Promise<UsageResponse> =>
      options.usageService.usageOf(entity, query),
  });
}
