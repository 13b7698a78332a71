import { InputError } from '@backstage/errors';

/** The schemes of a `proxy-url`, and the port of each where it names none. */
const PORTS: ReadonlyMap<string, number> = new Map([
  ['http:', 80],
  ['https:', 443],
  ['socks:', 1080],
  ['socks5:', 1080],
  ['socks5h:', 1080],
  ['socks4:', 1080],
  ['socks4a:', 1080],
]);

/**
 * Checks the `proxy-url` of a kubeconfig's cluster.
 *
 * @throws InputError with the value, without its user and password
 */
export function readProxyUrl(where: string, value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url?.hostname || !PORTS.has(url.protocol)) {
    throw new InputError(
      `${where}: proxy-url '${value.slice(
        value.lastIndexOf('@') + 1,
      )}' is not supported; use a URL that begins with http://, https:// or socks5://, such as http://proxy.example:3128`,
    );
  }
  return url;
}

/** The proxy's address for messages: without its user and password. */
export function showProxy({ protocol, host }: URL): string {
  return `${protocol}//${host}`;
}

/** Where the proxy listens. */
export function proxyAddress(url: URL): { host: string; port: number } {
  return {
    // An IPv6 address without the brackets that it has in a URL.
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port) || PORTS.get(url.protocol)!,
  };
}

/** The user and password in a `proxy-url`; undefined where it has neither. */
export function proxyCredentials({
  username,
  password,
}: URL): { user: string; password: string } | undefined {
  return username || password
    ? {
        user: decodeURIComponent(username),
        password: decodeURIComponent(password),
      }
    : undefined;
}
