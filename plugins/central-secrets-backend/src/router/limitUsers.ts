import {
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { UserLimit } from '../userLimits';

/**
 * Applies a limit to the users of a route, over all routes that share this
 * handler. A call without a user is left to the route, which refuses it and is
 * audited.
 */
export function limitUsers(
  httpAuth: HttpAuthService,
  limit: UserLimit,
): RequestHandler {
  const userOf = (request: Request) =>
    httpAuth
      .credentials(request, { allow: ['user'] })
      .catch((): undefined => undefined);
  return rateLimit({
    windowMs: limit.windowMs,
    limit: limit.maxPerMinute,
    store: limit.store,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    skip: async request => (await userOf(request)) === undefined,
    keyGenerator: async request => refOf((await userOf(request))!),
    handler: (_request, _response, next) => next(limit.exceeded()),
  });
}

function refOf({
  principal,
}: BackstageCredentials<BackstageUserPrincipal>): string {
  return principal.userEntityRef;
}
