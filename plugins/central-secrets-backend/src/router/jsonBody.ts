import { InputError } from '@backstage/errors';
import express, { RequestHandler } from 'express';

/**
 * A limit in the form that body-parser reads:
 * https://github.com/expressjs/body-parser#limit
 */
const LIMIT = '100kb';

/** An error whose status Backstage's error middleware takes over. */
class BodyError extends Error {
  readonly name = 'BodyError';
  constructor(readonly statusCode: number, message: string) {
    super(message);
  }
}

/**
 * Reads a JSON body of at most 100 kB. A body that cannot be read is answered
 * in words of our own: those of the parser repeat what was sent.
 */
export function jsonBody(): RequestHandler {
  const read = express.json({ limit: LIMIT });
  return (request, response, next) =>
    read(request, response, error => next(error && explain(error)));
}

/** @param error - what body-parser reports: an error with a `type` and a status */
function explain(error: { type?: string; status?: number }): Error {
  switch (error.type) {
    case 'entity.parse.failed':
      return new InputError('body: not valid JSON; send a JSON object');
    case 'entity.too.large':
      return new BodyError(413, `body: too large; send at most ${LIMIT}`);
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return new BodyError(
        415,
        'body: unsupported charset or encoding; send JSON in UTF-8',
      );
    default:
      return new BodyError(
        isClientError(error.status) ? error.status : 400,
        'body: cannot be read; send a JSON object in UTF-8',
      );
  }
}

function isClientError(status: number | undefined): status is number {
  return status !== undefined && status >= 400 && status < 500;
}
