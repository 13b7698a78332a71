import { request, STATUS_CODES } from 'node:http';
import { isIPv6, Socket } from 'node:net';
import { ProxyError } from './ProxyError';
import { proxyCredentials, showProxy } from './proxyUrl';
import type { TunnelTarget } from './tunnel';

/**
 * Asks an HTTP proxy, by CONNECT, to connect a socket to a target (RFC 9110,
 * 9.3.6).
 *
 * @param socket - connected to the proxy
 * @throws ProxyError
 */
export async function connectWithHttp(
  socket: Socket,
  { host, port }: TunnelTarget,
  proxyUrl: URL,
): Promise<void> {
  const target = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
  let answer: { status: number; head: Buffer };
  try {
    answer = await sendConnect(socket, target, proxyUrl);
  } catch (error) {
    throw new ProxyError(
      `The proxy ${showProxy(proxyUrl)} did not answer CONNECT ${target}: ${
        (error as Error).message
      }. Check that it is an HTTP proxy, and the scheme of proxy-url in the kubeconfig.`,
    );
  }
  if (answer.status < 200 || answer.status > 299) {
    throw refusal(answer.status, target, proxyUrl);
  }
  if (answer.head.length > 0) {
    socket.unshift(answer.head);
  }
}

function sendConnect(
  socket: Socket,
  target: string,
  proxyUrl: URL,
): Promise<{ status: number; head: Buffer }> {
  const credentials = proxyCredentials(proxyUrl);
  return new Promise((resolve, reject) => {
    request({
      method: 'CONNECT',
      path: target,
      setDefaultHeaders: false,
      headers: {
        host: target,
        ...(credentials && {
          'proxy-authorization': `Basic ${Buffer.from(
            `${credentials.user}:${credentials.password}`,
          ).toString('base64')}`,
        }),
      },
      createConnection: () => socket,
    })
      .once('connect', ({ statusCode = 0 }, _, head) =>
        resolve({ status: statusCode, head }),
      )
      .once('error', reject)
      .end();
  });
}

function refusal(status: number, target: string, proxyUrl: URL): ProxyError {
  const proxy = `The proxy ${showProxy(proxyUrl)}`;
  const said = `(${[status, STATUS_CODES[status]].filter(Boolean).join(' ')})`;
  if (status === 407) {
    return new ProxyError(
      proxyCredentials(proxyUrl)
        ? `${proxy} refused the user and password of proxy-url ${said}. Correct them in the kubeconfig.`
        : `${proxy} requires a user and password ${said}. Add them to proxy-url in the kubeconfig.`,
    );
  }
  if (status >= 500) {
    return new ProxyError(
      `${proxy} cannot connect to ${target} ${said}. Check that the API server runs, and that the proxy can reach it.`,
    );
  }
  return new ProxyError(
    `${proxy} refused to connect to ${target} ${said}. Allow CONNECT to ${target} in the proxy's rules.`,
  );
}
