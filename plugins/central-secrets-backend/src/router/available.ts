import { AvailableResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import { RequestHandler } from 'express';
import { rightsOf } from '../requests';
import { entityRead } from './entityRead';
import { RouterOptions } from './options';
import { availableQuerySchema } from './queries';

/**
 * `GET /v1/entities/:namespace/:kind/:name/available`: the distributions that
 * the entity could request.
 */
export function getAvailable(options: RouterOptions): RequestHandler {
  return entityRead(options, {
    eventId: 'available-read',
    query: availableQuerySchema,
    answer: async ({
      entity,
      query,
      credentials,
    }): Promise<AvailableResponse> => {
      const rights = await rightsOf(entity, credentials, options);
      return options.deliveryService.availableOf(entity, rights, query);
    },
  });
}
