import {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { RequestHandler } from 'express';
import type { z } from 'zod';
import { readableEntity } from '../authorization';
import { audited, auditedParameters } from './audited';
import { RouterOptions } from './options';
import { parseEntityParameters, parseQuery, Fields } from './parse';

/** A request about an entity that the asking user may see. */
interface Asked<Query> {
  readonly entity: Entity;
  readonly query: Query;
  readonly credentials: BackstageCredentials<
    BackstageUserPrincipal | BackstageServicePrincipal
  >;
}

/** A route that only tells of one entity: for users, and for services on their own. */
export function entityRead<Schema extends Fields>(
  options: RouterOptions,
  route: {
    readonly eventId: string;
    readonly query: Schema;
    /** The answer's body. */
    readonly answer: (asked: Asked<z.output<Schema>>) => Promise<object>;
  },
): RequestHandler {
  return audited(
    options.auditor,
    request => ({
      eventId: route.eventId,
      severityLevel: 'low',
      meta: { entity: auditedParameters(request) },
    }),
    async request => {
      const credentials = await options.httpAuth.credentials(request, {
        allow: ['user', 'service'],
      });
      const ref = parseEntityParameters(request.params);
      const query = parseQuery(route.query, request.query);
      const entity = await readableEntity(ref, credentials, options);
      return { body: await route.answer({ entity, query, credentials }) };
    },
  );
}
