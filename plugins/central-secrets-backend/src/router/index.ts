import { InputError, NotFoundError } from '@backstage/errors';
import {
  ErrorRequestHandler,
  Request,
  RequestHandler,
  Router as ExpressRouter,
} from 'express';
import Router from 'express-promise-router';
import { getAvailable } from './available';
import { getClusters } from './clusters';
import { getDeliveries } from './deliveries';
import { getDistribution, getDistributions } from './distributions';
import {
  getEntityChains,
  getInternalDistributions,
} from './internalDistributions';
import { limitUsers } from './limitUsers';
import { noStore } from './noStore';
import { RouterOptions } from './options';
import { postRequest } from './requests';
import { getStores } from './stores';
import { getUsage } from './usage';

export { readReadOptions } from './config';
export { parseEntityParameters } from './parse';
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
  { method: 'get', path: '/v1/stores', create: getStores },
  {
    method: 'get',
    path: '/v1/internal-distributions',
    create: getInternalDistributions,
  },
  { method: 'get', path: `${ENTITY}/deliveries`, create: getDeliveries },
  { method: 'get', path: `${ENTITY}/available`, create: getAvailable },
  { method: 'get', path: `${ENTITY}/usage`, create: getUsage },
  {
    method: 'get',
    path: `${ENTITY}/internal-distributions`,
    create: getEntityChains,
  },
  { method: 'post', path: `${ENTITY}/requests`, create: postRequest },
];

/** Express repeats a piece of an address that it cannot decode, whole. */
const explainAddress: ErrorRequestHandler = (
  error,
  _request,
  _response,
  next,
) =>
  next(
    error instanceof URIError
      ? new InputError(
          'The address cannot be decoded; write each "%" in it as "%25"',
        )
      : error,
  );

/** Everything under `/api/central-secrets`. */
export function createRouter(options: RouterOptions): ExpressRouter {
  const { httpAuth, userLimits } = options;
  const router = Router();
  router.use(noStore);
  const readsLimited = limitUsers(httpAuth, userLimits.reads);
  for (const { method, path, create } of ROUTES) {
    if (method === 'get') {
      router.get(path, readsLimited);
    }
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
  router.use(explainAddress);
  return router;
}
