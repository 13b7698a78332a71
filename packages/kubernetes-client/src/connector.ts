import { buildConnector } from 'undici';
import { Endpoint } from './endpoint';
import { openTunnel } from './tunnel';

/**
 * TCP keepalive from ten idle seconds on. Node probes every second and gives up
 * after ten (libuv's constants), so a peer whose host is gone is noticed within
 * 20 s; a proxy in between answers for it, which is what pings are for.
 */
const KEEPALIVE_AFTER_MS = 10_000;

/** How the sockets to one API server are made. */
export interface ConnectorOptions {
  readonly identity: { cert?: string | Buffer; key?: string | Buffer };
  readonly timeoutMs: number;
  /** Whether HTTP/2 is offered. */
  readonly http2: boolean;
  /** Gives up tunnels that are being opened. */
  readonly signal: AbortSignal;
}

/**
 * Makes sockets to one API server, over TLS where its URL says so, and through
 * the endpoint's proxy where it names one.
 */
export function createConnector(
  endpoint: Endpoint,
  { identity, timeoutMs, http2, signal }: ConnectorOptions,
): buildConnector.connector {
  const { ca, serverName, skipTLSVerify, proxyUrl } = endpoint;
  const connect = buildConnector({
    ca,
    cert: identity.cert,
    key: identity.key,
    servername: serverName,
    rejectUnauthorized: !skipTLSVerify,
    timeout: timeoutMs,
    keepAliveInitialDelay: KEEPALIVE_AFTER_MS,
    allowH2: http2,
  });
  if (!proxyUrl) {
    return connect;
  }
  return (options, callback) => {
    const isTls = options.protocol === 'https:';
    openTunnel(
      {
        host: options.hostname,
        port: Number(options.port) || (isTls ? 443 : 80),
      },
      {
        proxyUrl: new URL(proxyUrl),
        ca,
        timeoutMs,
        keepAliveAfterMs: KEEPALIVE_AFTER_MS,
        signal,
      },
    ).then(
      socket =>
        isTls
          ? connect({ ...options, httpSocket: socket }, callback)
          : callback(null, socket),
      error => callback(error, null),
    );
  };
}
