import { StoresResponse } from '@central-secrets/backstage-plugin-central-secrets-common';
import { RequestHandler } from 'express';
import { answerPlatform } from './answerPlatform';
import { audited } from './audited';
import { RouterOptions } from './options';
import { parseQuery } from './parse';
import { storesQuerySchema } from './queries';

/** `GET /v1/stores`: the health of every ClusterSecretStore, and how much depends on it. */
export function getStores(options: RouterOptions): RequestHandler {
  return audited(
    options.auditor,
    () => ({ eventId: 'stores-read', severityLevel: 'low', meta: {} }),
    request =>
      answerPlatform<StoresResponse>(options, request, async () =>
        options.distributionService.stores(
          parseQuery(storesQuerySchema, request.query),
        ),
      ),
  );
}
