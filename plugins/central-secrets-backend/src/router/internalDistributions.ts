import {
  EntityChainsResponse,
  InternalDistributionsResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { RequestHandler } from 'express';
import { answerPlatform } from './answerPlatform';
import { audited } from './audited';
import { entityRead } from './entityRead';
import { RouterOptions } from './options';
import { parseQuery } from './parse';
import {
  entityChainsQuerySchema,
  internalDistributionsQuerySchema,
} from './queries';

/** `GET /v1/internal-distributions`: every chain from a PushSecret to the Secrets that come from it. */
export function getInternalDistributions(
  options: RouterOptions,
): RequestHandler {
  return audited(
    options.auditor,
    () => ({
      eventId: 'internal-distributions-read',
      severityLevel: 'low',
      meta: {},
    }),
    request =>
      answerPlatform<InternalDistributionsResponse>(
        options,
        request,
        async () =>
          options.chainService.list(
            parseQuery(internalDistributionsQuerySchema, request.query),
          ),
      ),
  );
}

/**
 * `GET /v1/entities/:namespace/:kind/:name/internal-distributions`: the chains
 * that the entity's namespaces write or read.
 */
export function getEntityChains(options: RouterOptions): RequestHandler {
  return entityRead(options, {
    eventId: 'entity-internal-distributions-read',
    query: entityChainsQuerySchema,
    answer: ({ entity }): Promise<EntityChainsResponse> =>
      options.chainService.ofEntity(entity),
  });
}
