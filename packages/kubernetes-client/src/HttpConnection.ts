import { Dispatcher } from 'undici';
import { Authentication, Credentials } from './authentication';
import { Endpoint, EndpointSource, fixedEndpoint } from './endpoint';
import {
  Http1OnlyError,
  HttpTransport,
  TransportOptions,
} from './HttpTransport';
import { textWithin } from './textWithin';
import {
  ClusterConnection,
  ClusterRequest,
  ClusterResponse,
} from './ClusterConnection';

/** The maximum size of an answer for which the caller sets no limit. Bytes. */
const DEFAULT_LIMIT_BYTES = 1024 * 1024;

/**
 * The way to one API server under one identity, over shared sockets: one where
 * the server speaks HTTP/2, else a pool.
 *
 * Credentials and the endpoint are asked for before every request (they are
 * cached where they come from), so a rotated token is used at once; a rotated
 * client certificate or certificate authority needs new sockets, and the old
 * ones are left to finish.
 *
 * @public
 */
export class HttpConnection implements ClusterConnection {
  readonly #endpoint: EndpointSource;
  readonly #authentication: Authentication;
  readonly #options: TransportOptions;
  #transport?: HttpTransport;
  #madeFor?: string;
  #closed = false;

  constructor(options: {
    endpoint: Endpoint | EndpointSource;
    authentication: Authentication;
    transport?: TransportOptions;
  }) {
    const { endpoint } = options;
    this.#endpoint = 'current' in endpoint ? endpoint : fixedEndpoint(endpoint);
    this.#authentication = options.authentication;
    this.#options = options.transport ?? {};
  }

  async request(request: ClusterRequest): Promise<ClusterResponse> {
    const [endpoint, credentials] = await Promise.all([
      this.#endpoint.current(),
      this.#authentication.current(),
    ]);
    request.signal?.throwIfAborted();
    if (this.#closed) {
      throw new Error('The connection is closed');
    }
    const transport = this.#transportFor(endpoint, credentials);
    const response = await this.#send(
      transport,
      endpoint,
      request,
      credentials,
    ).catch(error => {
      this.#endpoint.doubt();
      throw error;
    });
    if (response.statusCode === 401) {
      this.#authentication.refused();
    }
    return {
      status: response.statusCode,
      headers: plainHeaders(response.headers),
      body: transport.observed(response.body, request.onAlive),
      text: async (limitBytes = DEFAULT_LIMIT_BYTES) => {
        const text = textWithin(response.body, limitBytes, request.path);
        // Over HTTP/2 the API server ends the connection of a caller whom it
        // does not know, and then undici ends this answer, too.
        return response.statusCode === 401 ? text.catch(() => '') : text;
      },
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#transport?.destroy();
  }

  async #send(
    transport: HttpTransport,
    endpoint: Endpoint,
    request: ClusterRequest,
    credentials: Credentials,
  ): Promise<Dispatcher.ResponseData> {
    const base = new URL(endpoint.url);
    const send = () =>
      transport.dispatcher().request({
        origin: base.origin,
        path: `${base.pathname.replace(/\/$/, '')}${request.path}`,
        query: definedOnly(request.query),
        method: request.method,
        headers: {
          accept: 'application/json',
          ...mutableLists(credentials.headers),
          ...request.headers,
        },
        body: request.body,
        signal: endOf(request),
        // On HTTP/2 undici holds others back until every stream has ended, and a
        // watch does not end. A patch carries the version that it changes, so
        // even a repeated one would change nothing.
        idempotent: true,
        // Bounds are the caller's, by its signal: it knows what it asked for.
        headersTimeout: 0,
        bodyTimeout: 0,
      });
    try {
      return await send();
    } catch (error) {
      if (error instanceof Http1OnlyError) {
        return send();
      }
      throw error;
    }
  }

  #transportFor(
    endpoint: Endpoint,
    { cert, key, headers }: Credentials,
  ): HttpTransport {
    const { url, ca, skipTLSVerify, serverName, proxyUrl } = endpoint;
    // Over HTTP/2 undici sends a repeated header as one, its values joined by
    // commas, and the API server would take two groups for one.
    const http1 = Object.values(headers).some(
      value => typeof value !== 'string' && value.length > 1,
    );
    const madeFor = [
      ...[url, ca, skipTLSVerify, serverName, proxyUrl],
      ...[cert, key, http1],
    ].join('\n');
    if (!this.#transport || madeFor !== this.#madeFor) {
      this.#transport?.retire();
      this.#transport = new HttpTransport(
        endpoint,
        { cert, key },
        { ...this.#options, http1 },
      );
      this.#madeFor = madeFor;
    }
    return this.#transport;
  }
}

/** The signal that ends a request, if any. */
function endOf({ signal, timeoutMs }: ClusterRequest): AbortSignal | undefined {
  if (timeoutMs === undefined) {
    return signal;
  }
  const timeout = AbortSignal.timeout(timeoutMs);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}

function mutableLists(
  headers: Credentials['headers'],
): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : [...value],
    ]),
  );
}

function definedOnly(
  query: ClusterRequest['query'],
): Record<string, string> | undefined {
  return (
    query &&
    (Object.fromEntries(
      Object.entries(query).filter(([, value]) => value !== undefined),
    ) as Record<string, string>)
  );
}

function plainHeaders(
  headers: Dispatcher.ResponseData['headers'],
): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) {
      plain[name] = first;
    }
  }
  return plain;
}
