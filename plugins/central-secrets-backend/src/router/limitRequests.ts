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
 * The service that identifies the user, and the number of requests that each
 * user has in a minute.
 */
interface LimitOptions {
  readonly httpAuth: HttpAuthService;
  readonly maxPerMinute: number;
}

/**
 * Lets each user make so many requests a minute: they cost the cluster calls.
 * A call without a user is left to the route, which refuses it and is audited.
 */
export function limitRequests(options: LimitOptions): RequestHandler {
  return limitUsers(
    options,
    `No more than ${options.maxPerMinute} requests a minute are taken from one user; wait a minute and try again`,
  );
}

/**
 * Lets each user read so often a minute, over all routes that share this
 * handler: an answer comes from memory, and still takes time to make.
 */
export function limitReads(options: LimitOptions): RequestHandler {
  return limitUsers(
    options,
    `Rate limit exceeded: ${options.maxPerMinute} reads per minute and user. Wait a minute and try again`,
  );
}

function limitUsers(
  { httpAuth, maxPerMinute }: LimitOptions,
  refusal: string,
): RequestHandler {
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
      next(new TooManyRequestsError(refusal)),
  });
}

function refOf({
  principal,
}: BackstageCredentials<BackstageUserPrincipal>): string {
  return principal.userEntityRef;
}
