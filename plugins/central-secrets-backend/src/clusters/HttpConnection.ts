import { Dispatcher } from 'undici';
import { Authentication, Credentials } from './authentication';
import { Endpoint } from './endpoint';
import {
  Http1OnlyError,
  HttpTransport,
  TransportOptions,
} from './HttpTransport';
import { ClusterConnection, ClusterRequest, ClusterResponse } from './types';

/**
 * The way to one API server under one identity, over shared sockets: one where
 * the server speaks HTTP/2, else a pool.
 *
 * Credentials are asked for before every request (they are cached where they
 * come from), so a rotated token is used at once; a rotated client certificate
 * needs new sockets, and the old ones are left to finish.
 */
export class HttpConnection implements ClusterConnection {
  readonly #endpoint: Endpoint;
  readonly #authentication: Authentication;
  readonly #options: TransportOptions;
  #transport?: HttpTransport;
  #certificate?: string;
  #closed = false;

  constructor(options: {
    endpoint: Endpoint;
    authentication: Authentication;
    transport?: TransportOptions;
  }) {
    this.#endpoint = options.endpoint;
    this.#authentication = options.authentication;
    this.#options = options.transport ?? {};
  }

  async request(request: ClusterRequest): Promise<ClusterResponse> {
    const credentials = await this.#authentication.current();
    request.signal?.throwIfAborted();
    if (this.#closed) {
      throw new Error('The connection is closed');
    }
    const transport = this.#transportFor(credentials);
    const response = await this.#send(transport, request, credentials);
    if (response.statusCode === 401) {
      this.#authentication.refused();
    }
    return {
      status: response.statusCode,
      headers: plainHeaders(response.headers),
      body: transport.observed(response.body, request.onAlive),
      text: () => response.body.text(),
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#transport?.destroy();
  }

  async #send(
    transport: HttpTransport,
    request: ClusterRequest,
    credentials: Credentials,
  ): Promise<Dispatcher.ResponseData> {
    const base = new URL(this.#endpoint.url);
    const send = () =>
      transport.dispatcher().request({
        origin: base.origin,
        path: `${base.pathname.replace(/\/$/, '')}${request.path}`,
        query: definedOnly(request.query),
        method: request.method,
        headers: {
          accept: 'application/json',
          ...credentials.headers,
          ...request.headers,
        },
        body: request.body,
        signal: request.signal,
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

  #transportFor({ cert, key }: Credentials): HttpTransport {
    const certificate = `${cert ?? ''}${key ?? ''}`;
    if (!this.#transport || certificate !== this.#certificate) {
      this.#transport?.retire();
      this.#transport = new HttpTransport(
        this.#endpoint,
        { cert, key },
        this.#options,
      );
      this.#certificate = certificate;
    }
    return this.#transport;
  }
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
