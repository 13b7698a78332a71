import { RequestResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import { RequestHandler } from 'express';
import { visibleEntity } from '../authorization';
import { audited, auditedParameters } from './audited';
import { jsonBody } from './jsonBody';
import { limitUsers } from './limitUsers';
import { RouterOptions } from './options';
import { parseEntityParameters, parseRequestBody } from './parse';

/**
 * `POST /v1/entities/:namespace/:kind/:name/requests`: for users only, also
 * where a service (the scaffolder) calls on a user's behalf. A request always
 * has a user.
 */
export function postRequest(options: RouterOptions): RequestHandler[] {
  const { auditor, httpAuth, catalog, requestService, userLimits } = options;
  const limited = limitUsers(httpAuth, userLimits.requests);
  const handled = audited(
    auditor,
    request => ({
      eventId: 'request-create',
      severityLevel: request.body?.dryRun === true ? 'low' : 'medium',
      meta: { entity: auditedParameters(request) },
    }),
    async request => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user'],
      });
      const ref = parseEntityParameters(request.params);
      const requestBody = parseRequestBody(request.body);
      const entity = await visibleEntity(catalog, ref, credentials);
      const body: RequestResponse = await requestService.create(
        entity,
        requestBody,
        credentials,
      );
      const { plan, applied, requestId } = body;
      return {
        body,
        meta: {
          request: { ...requestBody },
          requestId,
          applied,
          cluster: plan.cluster,
          namespace: plan.namespace,
          add: plan.add,
          remove: plan.remove,
        },
      };
    },
  );
  return [limited, jsonBody(), handled];
}
