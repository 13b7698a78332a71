import { readFileSync } from 'node:fs';
import { InputError } from '@backstage/errors';
import { FileContent } from './FileContent';
import { readProxyUrl } from './proxyUrl';

/** Where an API server is, and how its certificate is checked. @public */
export interface Endpoint {
  /** Without a trailing slash; may carry a path, as behind Rancher. */
  readonly url: string;
  /** PEM; undefined: the system's authorities. */
  readonly ca?: string;
  readonly skipTLSVerify: boolean;
  /** The name that the certificate must carry, where it is not the host's. */
  readonly serverName?: string;
  /**
   * The proxy through which the server is reached: http, https or socks, with a
   * user and password where the proxy requires them. The variables `HTTPS_PROXY`
   * and `NO_PROXY` are not read.
   */
  readonly proxyUrl?: string;
}

/** An endpoint of which parts are replaced while this process runs. @public */
export interface EndpointSource {
  /** The endpoint as it is now; throws when it cannot be told. */
  current(): Promise<Endpoint>;
  /** The server could not be reached: look at once next time. */
  doubt(): void;
}

/** The parts of an endpoint, as configured. @public */
export interface EndpointParts {
  readonly url: string;
  readonly caData?: string;
  readonly caFile?: string;
  readonly skipTLSVerify?: boolean;
  readonly serverName?: string;
  readonly proxyUrl?: string;
}

/**
 * Checks the parts of an endpoint, and follows its `caFile` from then on.
 *
 * @throws InputError as `readEndpoint`
 *
 * @public
 */
export function openEndpoint(
  where: string,
  parts: EndpointParts,
  now?: () => number,
): EndpointSource {
  const endpoint = readEndpoint(where, parts);
  const { caFile } = parts;
  if (!caFile) {
    return fixedEndpoint(endpoint);
  }
  const file = new FileContent({
    path: caFile,
    now,
    unreadable: why => unreadableCa(where, caFile, why),
    parse: pem => checkCaFile(where, caFile, pem),
  });
  return {
    current: async () => ({ ...endpoint, ca: await file.current() }),
    doubt: () => file.doubt(),
  };
}

/** An endpoint of which nothing is ever replaced. */
export function fixedEndpoint(endpoint: Endpoint): EndpointSource {
  return { current: async () => endpoint, doubt: () => {} };
}

/**
 * Checks the parts of an endpoint.
 *
 * @param where - begins every message, such as `centralSecrets.clusters[0] (hub)`
 * @throws InputError naming the key, its fault, and a valid value
 *
 * @public
 */
export function readEndpoint(where: string, parts: EndpointParts): Endpoint {
  const { caData, caFile, skipTLSVerify = false, serverName, proxyUrl } = parts;
  let url: URL;
  try {
    url = new URL(parts.url);
  } catch {
    throw new InputError(
      `${where}: url '${parts.url}' is not a URL; expected one such as https://kubernetes.example:6443`,
    );
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new InputError(
      `${where}: url '${parts.url}' must begin with https:// or http://`,
    );
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new InputError(
      `${where}: url must hold no user, password, query or fragment; credentials have keys of their own`,
    );
  }
  // The same rule as client-node's: a token in clear text only where asked for.
  if (url.protocol === 'http:' && !skipTLSVerify && !isLoopback(url.hostname)) {
    throw new InputError(
      `${where}: url '${parts.url}' would send the token in clear text; use https://, or set skipTLSVerify: true if that is intended`,
    );
  }
  if (caData && caFile) {
    throw new InputError(`${where}: caData and caFile exclude each other`);
  }
  return {
    url: url.href.replace(/\/+$/, ''),
    ca: caData ? decodeCa(where, caData) : caFile && readCa(where, caFile),
    skipTLSVerify,
    serverName,
    proxyUrl: proxyUrl ? readProxyUrl(where, proxyUrl).href : undefined,
  };
}

function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    hostname.startsWith('127.')
  );
}

function decodeCa(where: string, caData: string): string {
  const pem = Buffer.from(caData, 'base64').toString('utf8');
  return checkCa(`${where}: caData`, pem, 'a base64-encoded PEM certificate');
}

function readCa(where: string, path: string): string {
  let pem: string;
  try {
    pem = readFileSync(path, 'utf8');
  } catch (error) {
    throw unreadableCa(where, path, (error as Error).message);
  }
  return checkCaFile(where, path, pem);
}

function unreadableCa(where: string, path: string, why: string): InputError {
  return new InputError(`${where}: caFile ${path} could not be read: ${why}`);
}

function checkCaFile(where: string, path: string, pem: string): string {
  return checkCa(`${where}: caFile ${path}`, pem, 'a PEM certificate');
}

function checkCa(where: string, pem: string, expected: string): string {
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) {
    throw new InputError(`${where} does not hold ${expected}`);
  }
  return pem;
}
