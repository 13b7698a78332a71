import { once } from 'node:events';
import { connect as connectTcp, isIP, Socket } from 'node:net';
import * as tls from 'node:tls';
import { connectWithHttp } from './connectWithHttp';
import { connectWithSocks } from './connectWithSocks';
import { ProxyError } from './ProxyError';
import { proxyAddress, showProxy } from './proxyUrl';

/** The host and port that a proxy connects to. */
export interface TunnelTarget {
  readonly host: string;
  readonly port: number;
}

/** The proxy, and how to reach it. */
export interface TunnelOptions {
  readonly proxyUrl: URL;
  /** PEM: an authority for the proxy's own certificate, besides the system's. */
  readonly ca?: string;
  /** For the whole way to the target. */
  readonly timeoutMs: number;
  /** TCP keepalive begins after that many idle milliseconds. */
  readonly keepAliveAfterMs: number;
  /** Gives up a tunnel that is being opened. */
  readonly signal: AbortSignal;
}

/**
 * Opens a connection through a proxy: bytes written to the socket reach the
 * target. TLS to the target, if any, is still to begin.
 *
 * @throws ProxyError
 */
export async function openTunnel(
  target: TunnelTarget,
  options: TunnelOptions,
): Promise<Socket> {
  const { proxyUrl, timeoutMs, signal } = options;
  signal.throwIfAborted();
  const socket = dial(options);
  socket.setKeepAlive(true, options.keepAliveAfterMs).setNoDelay(true);
  // Each step listens for errors itself; without a listener between two steps,
  // an error would end the process.
  socket.on('error', () => {});
  const giveUp = () => socket.destroy(new Error('the connection is closed'));
  signal.addEventListener('abort', giveUp);
  const timer = setTimeout(
    () => socket.destroy(new Error(`no answer within ${timeoutMs / 1_000} s`)),
    timeoutMs,
  );
  try {
    await reachProxy(socket, proxyUrl);
    const connectThrough = proxyUrl.protocol.startsWith('socks')
      ? connectWithSocks
      : connectWithHttp;
    await connectThrough(socket, target, proxyUrl);
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}

function dial({ proxyUrl, ca }: TunnelOptions): Socket {
  const { host, port } = proxyAddress(proxyUrl);
  return proxyUrl.protocol === 'https:'
    ? tls.connect({
        host,
        port,
        servername: isIP(host) ? undefined : host,
        ca: ca && [...systemAuthorities(), ca],
      })
    : connectTcp({ host, port });
}

/** Those that hold where none are given, `NODE_EXTRA_CA_CERTS` included where Node tells them. */
function systemAuthorities(): readonly string[] {
  return tls.getCACertificates?.('default') ?? tls.rootCertificates;
}

async function reachProxy(socket: Socket, proxyUrl: URL): Promise<void> {
  try {
    await once(
      socket,
      proxyUrl.protocol === 'https:' ? 'secureConnect' : 'connect',
    );
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new ProxyError(
      `Cannot reach the proxy ${showProxy(proxyUrl)}: ${
        message || code
      }. Check that it runs, and that proxy-url in the kubeconfig names it.`,
    );
  }
}
