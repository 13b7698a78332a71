import { NotFoundError } from '@backstage/errors';
import express, {
  Request,
  RequestHandler,
  Router as ExpressRouter,
} from 'express';
import Router from 'express-promise-router';
import { getClusters } from './clusters';
import { getDeliveries } from './deliveries';
import { getDistribution, getDistributions } from './distributions';
import { RouterOptions } from './options';
import { postRequest } from './requests';
import { getUsage } from './usage';

export type { RouterOptions } from './options';

const ENTITY = '/v1/entities/:namespace/:kind/:name';

/** Every route there is, below `/api/central-secrets`. */
export const ROUTES: ReadonlyArray<{
  method: 'get' | 'post';
  path: string;
  create: (options: RouterOptions) => RequestHandler | RequestHandler[];
}> = [
  { method: 'get', path: '/v1/clusters', create: getClusters },
  { method: 'get', path: '/v1/distributions', create: getDistributions },
  {
    method: 'get',
    path: '/v1/distributions/:cluster/:name',
    create: getDistribution,
  },
  { method: 'get', path: `${ENTITY}/deliveries`, create: getDeliveries },
  { method: 'get', path: `${ENTITY}/usage`, create: getUsage },
  { method: 'post', path: `${ENTITY}/requests`, create: postRequest },
];

/** Everything under `/api/central-secrets`. */
export function createRouter(options: RouterOptions): ExpressRouter {
  const router = Router();
  router.use(express.json());
  for (const { method, path, create } of ROUTES) {
    router[method](path, create(options));
  }
  // Else the backend would answer with nothing at all.
  router.use('/v1', (request: Request) => {
    throw new NotFoundError(
      `There is no ${
        request.method
      } of this address; the routes are ${ROUTES.map(
        ({ method, path }) => `${method.toUpperCase()} ${path}`,
      ).join(', ')}`,
    );
  });
  return router;
}
