import { RequestHandler } from 'express';

/**
 * Forbids browsers and proxies to keep an answer, an error too: the right to
 * see it is checked at every request.
 */
export const noStore: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};
