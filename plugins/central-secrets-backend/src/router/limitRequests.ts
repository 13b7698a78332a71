import {
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';

const WINDOW_MS = 60_000;

/** Answered with 429 by Backstage's error middleware, which goes by `statusCode`. */
class TooManyRequestsError extends Error {
  readonly name = 'TooManyRequestsError';
  readonly statusCode = 429;
}

/**
 * Lets each user make so many requests a minute: they cost the cluster calls,
 * while everything else is answered from memory. Whoever is nobody is left to
 * the route, which refuses, and is audited.
 */
export function limitRequests(options: {
  httpAuth: HttpAuthService;
  maxPerMinute: number;
}): RequestHandler {
  const { httpAuth, maxPerMinute } = options;
  const userOf = (request: Request) =>
    httpAuth
      .credentials(request, { allow: ['user'] })
      .catch((): undefined => undefined);
  return rateLimit({
    windowMs: WINDOW_MS,
    limit: maxPerMinute,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    skip: async request => (await userOf(request)) === undefined,
    keyGenerator: async request => refOf((await userOf(request))!),
    handler: (_request, _response, next) =>
      next(
        new TooManyRequestsError(
          `No more than ${maxPerMinute} requests a minute are taken from one user; wait a minute and try again`,
        ),
      ),
  });
}

function refOf({
  principal,
}: BackstageCredentials<BackstageUserPrincipal>): string {
  return principal.userEntityRef;
}
