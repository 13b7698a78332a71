import { Dispatcher, errors } from 'undici';
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

/** Requests that change nothing, or the same again: a patch carries the version that it changes. */
const REPEATABLE: ReadonlySet<string> = new Set(['GET', 'PATCH']);

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
  /** For what HTTP/2 left without an answer; made for the same. */
  #http1?: HttpTransport;
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
      text: (limitBytes = DEFAULT_LIMIT_BYTES) =>
        textWithin(response.body, limitBytes, request.path),
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([this.#transport?.destroy(), this.#http1?.destroy()]);
  }

  async #send(
    transport: HttpTransport,
    endpoint: Endpoint,
    request: ClusterRequest,
    credentials: Credentials,
  ): Promise<Dispatcher.ResponseData> {
    const base = new URL(endpoint.url);
    const send = (over = transport) =>
      over.dispatcher().request({
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
      if (isGoAway(error) && REPEATABLE.has(request.method)) {
        const { cert, key } = credentials;
        this.#http1 ??= new HttpTransport(
          endpoint,
          { cert, key },
          { ...this.#options, http1: true },
        );
        return send(this.#http1);
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
      this.#http1?.retire();
      this.#http1 = undefined;
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

/**
 * Whether the server ended the HTTP/2 connection in good order. The API server
 * does so before each answer to a caller who is not authenticated
 * (`Connection: close`), and undici drops the answer; HTTP/1.1 brings it.
 */
function isGoAway(error: unknown): boolean {
  return (
    error instanceof errors.SocketError &&
    error.message.includes('"GOAWAY" frame received with code 0')
  );
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
