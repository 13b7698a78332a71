import {
  Binding,
  DeliveriesResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { RequestHandler } from 'express';
import { readableEntity } from '../access';
import { rightsOf } from '../requests';
import { audited } from './audited';
import { RouterOptions } from './options';
import { parseEntityParameters } from './parse';

/** `GET /v1/entities/:namespace/:kind/:name/deliveries`: for users, and for services on their own. */
export function getDeliveries(options: RouterOptions): RequestHandler {
  const { auditor, auth, httpAuth, deliveryService, liveUpdates } = options;
  return audited(
    auditor,
    request => ({
      eventId: 'delivery-read',
      severityLevel: 'low',
      meta: { entity: { ...request.params } },
    }),
    async request => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user', 'service'],
      });
      const ref = parseEntityParameters(request.params);
      const entity = await readableEntity(ref, credentials, options);
      const rights = await rightsOf(entity, credentials, options);
      const body: DeliveriesResponse = await deliveryService.deliveriesOf(
        entity,
        rights,
      );
      if (auth.isPrincipal(credentials, 'user')) {
        liveUpdates.viewed({
          entityRef: body.entityRef,
          userEntityRef: credentials.principal.userEntityRef,
          places: body.bindings.filter(isShown),
        });
      }
      return { body };
    },
  );
}

/** Of a namespace that is not shown, not even that something happens in it is told. */
function isShown({ confirmed, exists }: Binding): boolean {
  return confirmed || exists === true;
}
