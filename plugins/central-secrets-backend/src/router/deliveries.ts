import {
  Binding,
  DeliveriesResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { RequestHandler } from 'express';
import { rightsOf } from '../requests';
import { entityRead } from './entityRead';
import { RouterOptions } from './options';
import { deliveriesQuerySchema } from './queries';

/**
 * `GET /v1/entities/:namespace/:kind/:name/deliveries`: the deliveries of the
 * entity.
 */
export function getDeliveries(options: RouterOptions): RequestHandler {
  const { auth, deliveryService, liveUpdates } = options;
  return entityRead(options, {
    eventId: 'delivery-read',
    query: deliveriesQuerySchema,
    answer: async ({
      entity,
      query,
      credentials,
    }): Promise<DeliveriesResponse> => {
      const rights = await rightsOf(entity, credentials, options);
      const body = await deliveryService.deliveriesOf(entity, rights, query);
      if (auth.isPrincipal(credentials, 'user')) {
        liveUpdates.viewed({
          entityRef: body.entityRef,
          userEntityRef: credentials.principal.userEntityRef,
          places: body.bindings.filter(isShown),
        });
      }
      return body;
    },
  });
}

/**
 * A namespace that is not shown stays hidden completely: an answer does not
 * even tell that something happens in it.
 */
function isShown({ confirmed, exists }: Binding): boolean {
  return confirmed || exists === true;
}
