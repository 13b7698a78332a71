import express, { Express, NextFunction, Request, Response } from 'express';
import { Clock } from '../clock';
import { answerAccessReview, ACCESS_REVIEW_PATH } from './accessReview';
import { assertAllowed, Identity } from './access';
import { ClusterApi, WriteOptions } from './clusterApi';
import { DISCOVERY } from './discovery';
import { answerList } from './listRequest';
import { PATCH_TYPES } from './patches';
import { parseRequestPath, RequestTarget } from './requestPath';
import { parseObjectFilter } from './selectors';
import {
  badRequest,
  methodNotAllowed,
  noSuchResource,
  StatusError,
  unauthorized,
} from './statusError';
import { startWatch } from './watchRequest';

/** The options of the HTTP side of the API server. */
export interface HttpApiOptions {
  api: ClusterApi;
  clock: Clock;
  identities: ReadonlyMap<string, Identity>;
  bookmarkIntervalMs: number;
  /** The stop functions of all open watches. */
  openWatches: Set<() => void>;
}

/**
 * The API server's HTTP side: it identifies the user, checks the user's rights,
 * and finds the target of the request.
 */
export function createHttpApi(options: HttpApiOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  // No brackets and dots with a meaning of their own in queries.
  app.set('query parser', 'simple');
  app.use(
    express.json({ type: ['application/json', ...PATCH_TYPES], limit: '3mb' }),
  );

  app.get(['/readyz', '/livez', '/healthz'], (_request, response) => {
    response.type('text').send('ok');
  });
  app.use((request, response, next) => {
    response.locals.identity = authenticate(options.identities, request);
    next();
  });
  app.get(Object.keys(DISCOVERY), (request, response) => {
    response.json(DISCOVERY[request.path]);
  });
  app.post(ACCESS_REVIEW_PATH, (request, response) => {
    response
      .status(201)
      .json(answerAccessReview(response.locals.identity, request.body));
  });
  app.use((request, response) => serveResource(options, request, response));
  app.use(
    (
      error: Error,
      _request: Request,
      response: Response,
      next: NextFunction,
    ) => {
      if (response.headersSent) {
        next(error);
        return;
      }
      const status = asStatusError(error);
      response.status(status.code).json(status.toBody());
    },
  );
  return app;
}

function authenticate(
  identities: ReadonlyMap<string, Identity>,
  request: Request,
): Identity {
  const token = /^Bearer (.+)$/i.exec(request.get('authorization') ?? '')?.[1];
  const identity = identities.get(token ?? '');
  if (!identity) {
    throw unauthorized();
  }
  return identity;
}

function serveResource(
  options: HttpApiOptions,
  request: Request,
  response: Response,
): void {
  const target = parseRequestPath(request.path);
  if (!target) {
    if (request.path.startsWith('/api/v1/')) {
      throw noSuchResource();
    }
    response.status(404).type('text').send('404 page not found\n');
    return;
  }
  const { resource, namespace, name, subresource } = target;
  const isWatch = ['true', '1'].includes(queryText(request, 'watch') ?? '');
  const verb = verbOf(request.method, name !== undefined, isWatch);
  assertAllowed(response.locals.identity, {
    verb,
    resource,
    subresource,
    namespace,
    name,
  });

  const { api } = options;
  const reference = { kind: resource.kind, name: name ?? '', namespace };
  switch (verb) {
    case 'get':
      response.json(api.get(reference));
      break;
    case 'list':
      response.json(
        answerList(api.store, target, filterOf(target, request), {
          limit: queryText(request, 'limit'),
          continueToken: queryText(request, 'continue'),
          exactVersion:
            queryText(request, 'resourceVersionMatch') === 'Exact'
              ? queryText(request, 'resourceVersion')
              : undefined,
        }),
      );
      break;
    case 'watch':
      serveWatch(options, target, request, response);
      break;
    case 'create':
      response
        .status(201)
        .json(api.create(bodyFor(target, request), writeOptions(request)));
      break;
    case 'update':
      response.json(
        api.replace(bodyFor(target, request), {
          ...writeOptions(request),
          status: subresource === 'status',
        }),
      );
      break;
    case 'patch':
      response.json(
        api.patch(reference, request.body, {
          ...writeOptions(request),
          status: subresource === 'status',
          type: (request.get('content-type') ?? '').split(';')[0].trim(),
        }),
      );
      break;
    default:
      response.json(answerDelete(api, target, writeOptions(request)));
  }
}

function serveWatch(
  options: HttpApiOptions,
  target: RequestTarget,
  request: Request,
  response: Response,
): void {
  response.type('json');
  const stop = startWatch(
    { ...options, store: options.api.store },
    target,
    filterOf(target, request),
    {
      resourceVersion: queryText(request, 'resourceVersion'),
      allowBookmarks: queryText(request, 'allowWatchBookmarks') === 'true',
      timeoutSeconds: queryText(request, 'timeoutSeconds'),
      sendInitialEvents: queryText(request, 'sendInitialEvents') === 'true',
      resourceVersionMatch: queryText(request, 'resourceVersionMatch'),
    },
    {
      write: event => response.write(`${JSON.stringify(event)}\n`),
      end: () => response.end(),
    },
  );
  // A watch on which nothing happens is answered all the same, at once.
  response.flushHeaders();
  options.openWatches.add(stop);
  response.on('close', () => {
    options.openWatches.delete(stop);
    stop();
  });
}

/**
 * Confirms the deletion of an object that is gone; shows an object that
 * finalizers still hold.
 */
function answerDelete(
  api: ClusterApi,
  { resource, name, namespace }: RequestTarget,
  options: WriteOptions,
): object {
  const reference = { kind: resource.kind, name: name!, namespace };
  const last = api.delete(reference, options);
  if (last.metadata.deletionTimestamp) {
    return last;
  }
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name,
      ...(resource.group && { group: resource.group }),
      kind: resource.plural,
      uid: last.metadata.uid,
    },
  };
}

function verbOf(method: string, hasName: boolean, isWatch: boolean): string {
  switch (method) {
    case 'GET':
      if (isWatch) {
        return 'watch';
      }
      return hasName ? 'get' : 'list';
    case 'POST':
      if (!hasName) {
        return 'create';
      }
      break;
    case 'PUT':
    case 'PATCH':
    case 'DELETE':
      if (hasName) {
        return { PUT: 'update', PATCH: 'patch', DELETE: 'delete' }[method];
      }
      break;
    default:
  }
  throw methodNotAllowed();
}

function filterOf({ resource }: RequestTarget, request: Request) {
  return parseObjectFilter(
    resource,
    queryText(request, 'labelSelector'),
    queryText(request, 'fieldSelector'),
  );
}

/**
 * The object in the body; the name and namespace in the path must agree with
 * it.
 */
function bodyFor(
  { resource, namespace, name }: RequestTarget,
  request: Request,
) {
  const { body } = request;
  if (body?.kind !== resource.kind) {
    throw badRequest(
      `the kind in the data (${body?.kind}) does not match the kind on the URL (${resource.kind})`,
    );
  }
  const metadata = body.metadata ?? {};
  if (name !== undefined && metadata.name !== name) {
    throw badRequest(
      `the name of the object (${metadata.name}) does not match the name on the URL (${name})`,
    );
  }
  if (resource.namespaced && namespace === undefined) {
    throw badRequest('an empty namespace may not be set during creation');
  }
  if ((metadata.namespace ?? namespace) !== namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  return { ...body, metadata: { ...metadata, namespace } };
}

function writeOptions(request: Request): WriteOptions {
  // Without a name of its own, a client goes by the first word of its user agent.
  const userAgent = request.get('user-agent')?.split('/')[0];
  return {
    dryRun: queryText(request, 'dryRun') === 'All',
    fieldManager: queryText(request, 'fieldManager') ?? userAgent,
  };
}

function queryText(request: Request, name: string): string | undefined {
  const value = request.query[name];
  return typeof value === 'string' ? value : undefined;
}

function asStatusError(error: Error & { type?: string }): StatusError {
  if (error instanceof StatusError) {
    return error;
  }
  if (error.type?.startsWith('entity.')) {
    return badRequest(
      `the body of the request could not be read: ${error.message}`,
    );
  }
  return new StatusError(
    500,
    'InternalError',
    `Internal error occurred: ${error.message}`,
  );
}
