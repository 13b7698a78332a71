import { Agent, buildConnector, Client, Dispatcher } from 'undici';
import { createConnector } from './connector';
import { Endpoint } from './endpoint';
import { LOOKS_PER_INTERVAL, PingWatchdog } from './PingWatchdog';

/** How sockets are kept and watched. All in milliseconds. @public */
export interface TransportOptions {
  /**
   * A TCP and TLS handshake that takes longer has failed; likewise the way
   * through a proxy before it. Default 10 s.
   */
  readonly connectTimeoutMs?: number;
  /**
   * How often an HTTP/2 connection is pinged. One on which nothing arrives for
   * two intervals, not even an answered ping, is given up, and every stream on
   * it fails. Default 8 s: a black hole is noticed within 18 s (client-go: 30 s
   * and 15 s).
   */
  readonly pingIntervalMs?: number;
}

/**
 * How much a server may send before we have read it: a page of a list, so that
 * one crosses the network while another is read, also where that is far. Bytes.
 */
const STREAM_WINDOW = 4 * 1024 * 1024;
const CONNECTION_WINDOW = 2 * STREAM_WINDOW;

/** The server does not speak HTTP/2; the request was not sent. */
export class Http1OnlyError extends Error {
  override readonly name = 'Http1OnlyError';
}

/** More than ever run at once: six watches, six lists, and requests. */
const STREAMS_PER_CONNECTION = 100;

/**
 * The sockets to one API server under one client certificate.
 *
 * Over TLS one HTTP/2 connection carries everything, as client-go's does; kinds
 * then cost streams, not handshakes. It is one undici `Client`, not a `Pool`: a
 * pool opens a connection per request while the first is being made. A server
 * without HTTP/2, and plain http, get a pool of HTTP/1.1 sockets.
 *
 * undici's HTTP/2 was tried with six watches on one connection before it was
 * chosen: resets, GOAWAY and a dying session fail every stream and repeat none
 * (each watch then resumes from its own version), aborting one leaves the
 * others running, the next request connects again. This class adds the one
 * missing feature: it gives up a connection on which nothing arrives any
 * longer.
 *
 * Both its pings and the event of an answered one came with undici 7.21.
 */
export class HttpTransport {
  readonly #origin: string;
  readonly #connector: buildConnector.connector;
  readonly #pingIntervalMs: number;
  readonly #listeners = new Set<() => void>();
  readonly #pings = new PingWatchdog();
  readonly #destroyed = new AbortController();
  #http1: boolean;
  #dispatcher?: Client | Agent;
  #stopLooking = () => {};

  constructor(
    endpoint: Endpoint,
    identity: { cert?: string | Buffer; key?: string | Buffer },
    options: TransportOptions & { readonly http1: boolean },
  ) {
    this.#origin = new URL(endpoint.url).origin;
    this.#http1 = options.http1 || endpoint.url.startsWith('http:');
    this.#pingIntervalMs = options.pingIntervalMs ?? 8_000;
    this.#connector = createConnector(endpoint, {
      identity,
      timeoutMs: options.connectTimeoutMs ?? 10_000,
      http2: !this.#http1,
      signal: this.#destroyed.signal,
    });
  }

  /** Returns the dispatcher that sends the next request. */
  dispatcher(): Dispatcher {
    if (!this.#dispatcher || this.#dispatcher.destroyed) {
      this.#dispatcher = this.#http1
        ? new Agent({ connect: this.#connector })
        : this.#http2Client();
    }
    return this.#dispatcher;
  }

  /** The body, with `onAlive` called at each answered ping for as long as it is read. */
  async *observed(
    body: AsyncIterable<Uint8Array>,
    onAlive?: () => void,
  ): AsyncGenerator<Uint8Array> {
    const listener = () => onAlive?.();
    this.#listeners.add(listener);
    try {
      yield* body;
    } finally {
      this.#listeners.delete(listener);
    }
  }

  /** Takes no more requests; those under way may end. */
  retire(): void {
    this.#dispatcher
      ?.close()
      .catch(() => {})
      .finally(() => this.#stopLooking());
  }

  /** Ends everything. */
  async destroy(): Promise<void> {
    this.#destroyed.abort();
    this.#stopLooking();
    await this.#dispatcher?.destroy();
  }

  #http2Client(): Client {
    let received = () => 0;
    const client = new Client(this.#origin, {
      allowH2: true,
      pipelining: STREAMS_PER_CONNECTION,
      pingInterval: this.#pingIntervalMs,
      initialWindowSize: STREAM_WINDOW,
      connectionWindowSize: CONNECTION_WINDOW,
      connect: (options, callback) =>
        this.#connector(options, (error, socket) => {
          if (!error && socket && protocolOf(socket) !== 'h2') {
            socket.destroy();
            this.#http1 = true;
            this.#dispatcher = undefined;
            callback(new Http1OnlyError('no HTTP/2'), null);
            setImmediate(() => client.destroy());
          } else if (error) {
            callback(error, null);
          } else {
            received = () => socket.bytesRead;
            callback(null, socket);
          }
        }),
    });
    let pulse = this.#pings.watch();
    let timer: NodeJS.Timeout | undefined;
    const stopLooking = () => clearInterval(timer);
    client.on('connect', () => {
      pulse = this.#pings.watch();
      stopLooking();
      timer = setInterval(() => {
        if (pulse.isDead(received())) {
          stopLooking();
          void client.destroy(
            new Error(
              'The connection does not answer pings and delivers nothing',
            ),
          );
        }
      }, this.#pingIntervalMs / LOOKS_PER_INTERVAL).unref();
    });
    client.on('disconnect', stopLooking);
    this.#stopLooking = stopLooking;
    // undici tells of an answered ping by this event (lib/dispatcher/client-h2.js).
    (client as NodeJS.EventEmitter).on('ping', () => {
      pulse.pinged();
      this.#listeners.forEach(listener => listener());
    });
    return client;
  }
}

function protocolOf(socket: object): string | undefined {
  return (socket as { alpnProtocol?: string }).alpnProtocol;
}
