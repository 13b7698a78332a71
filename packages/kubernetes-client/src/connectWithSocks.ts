import { Socket } from 'node:net';
import { SocksClient } from 'socks';
import { ProxyError } from './ProxyError';
import { proxyAddress, proxyCredentials, showProxy } from './proxyUrl';
import type { TunnelTarget } from './tunnel';

/**
 * Asks a SOCKS proxy to connect a socket to a target. The proxy looks up the
 * target's name, as with kubectl.
 *
 * @param socket - connected to the proxy
 * @throws ProxyError
 */
export async function connectWithSocks(
  socket: Socket,
  target: TunnelTarget,
  proxyUrl: URL,
): Promise<void> {
  const credentials = proxyCredentials(proxyUrl);
  try {
    await SocksClient.createConnection({
      command: 'connect',
      destination: { ...target },
      existing_socket: socket,
      proxy: {
        ...proxyAddress(proxyUrl),
        type: proxyUrl.protocol.startsWith('socks4') ? 4 : 5,
        userId: credentials?.user,
        password: credentials?.password,
      },
    });
  } catch (error) {
    const { message } = error as Error;
    throw new ProxyError(
      `The proxy ${showProxy(proxyUrl)} did not connect to ${target.host}:${
        target.port
      }: ${message}. ${remedy(message, credentials !== undefined)}`,
    );
  }
}

/** The library tells its errors apart by their texts alone. */
function remedy(message: string, hasCredentials: boolean): string {
  if (/authentication failed/i.test(message)) {
    return 'Correct the user and password of proxy-url in the kubeconfig.';
  }
  if (/no accepted authentication type/i.test(message)) {
    return hasCredentials
      ? 'Remove the user and password of proxy-url in the kubeconfig: the proxy accepts none.'
      : 'Add a user and password to proxy-url in the kubeconfig.';
  }
  if (/NotAllowed/.test(message)) {
    return "Allow this connection in the proxy's rules.";
  }
  if (/rejected connection/i.test(message)) {
    return 'Check that the API server runs, and that the proxy can reach it.';
  }
  return 'Check that it is a SOCKS proxy, and the scheme of proxy-url in the kubeconfig.';
}
