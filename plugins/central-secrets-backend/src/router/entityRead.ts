import {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { Request, RequestHandler } from 'express';
import { readableEntity } from '../authorization';
import { audited, auditedParameters } from './audited';
import { RouterOptions } from './options';
import { parseEntityParameters } from './parse';

/** A request about an entity that the asking user may see. */
interface Asked<Query> {
  readonly entity: Entity;
  readonly query: Query;
  readonly credentials: BackstageCredentials<
    BackstageUserPrincipal | BackstageServicePrincipal
  >;
}

/** A route that only tells of one entity: for users, and for services on their own. */
export function entityRead<Query>(
  options: RouterOptions,
  route: {
    readonly eventId: string;
    readonly parseQuery: (query: Request['query']) => Query;
    /** The answer's body. */
    readonly answer: (asked: Asked<Query>) => Promise<object>;
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
      const query = route.parseQuery(request.query);
      const entity = await readableEntity(ref, credentials, options);
      return { body: await route.answer({ entity, query, credentials }) };
    },
  );
}
