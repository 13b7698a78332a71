import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  centralSecretsDeliveryReadPermission,
  DeliveriesResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { RequestHandler } from 'express';
import { authorize, visibleEntity } from '../access';
import { rightsOf } from '../requests';
import { audited } from './audited';
import { RouterOptions } from './options';
import { parseEntityParameters } from './parse';

/** `GET /v1/entities/:namespace/:kind/:name/deliveries`: for users, and for services on their own. */
export function getDeliveries(options: RouterOptions): RequestHandler {
  const { auditor, httpAuth, catalog, permissions, deliveryService } = options;
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
      const entity = await visibleEntity(catalog, ref, credentials);
      await authorize(
        permissions,
        {
          permission: centralSecretsDeliveryReadPermission,
          resourceRef: stringifyEntityRef(ref),
        },
        credentials,
      );
      const rights = await rightsOf(entity, credentials, options);
      const body: DeliveriesResponse = await deliveryService.deliveriesOf(
        entity,
        rights,
      );
      return { body };
    },
  );
}
