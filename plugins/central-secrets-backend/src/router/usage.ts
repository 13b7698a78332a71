import { UsageResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import { RequestHandler } from 'express';
import { readableEntity } from '../access';
import { audited } from './audited';
import { RouterOptions } from './options';
import { parseEntityParameters, parseUsageQuery } from './parse';

/** `GET /v1/entities/:namespace/:kind/:name/usage`: for whom the deliveries are for. */
export function getUsage(options: RouterOptions): RequestHandler {
  const { auditor, httpAuth, usageService } = options;
  return audited(
    auditor,
    request => ({
      eventId: 'usage-read',
      severityLevel: 'low',
      meta: { entity: { ...request.params } },
    }),
    async request => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user', 'service'],
      });
      const ref = parseEntityParameters(request.params);
      const filter = parseUsageQuery(request.query);
      const entity = await readableEntity(ref, credentials, options);
      const body: UsageResponse = await usageService.usageOf(entity, filter);
      return { body };
    },
  );
}
