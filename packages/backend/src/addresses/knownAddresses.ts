import { RootConfigService } from '@backstage/backend-plugin-api';

/** By which names this Backstage is asked. */
export interface KnownAddresses {
  /** The accepted values of the `Host` header, without the port. */
  readonly hostnames: ReadonlySet<string>;
  /** The accepted values of the `Origin` header: the pages that may ask. */
  readonly origins: ReadonlySet<string>;
}

/** The names of this machine for itself, as they are in a `Host` header. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Reads them from `app.baseUrl`, `backend.baseUrl` and `backend.cors.origin`
 * (whole origins, no patterns). The loopback names are always among the hosts:
 * plugins ask each other by them.
 */
export function readKnownAddresses(config: RootConfigService): KnownAddresses {
  const urls = [
    config.getString('app.baseUrl'),
    config.getString('backend.baseUrl'),
    ...readCorsOrigins(config),
  ]
    .filter(text => URL.canParse(text))
    .map(text => new URL(text));
  return {
    hostnames: new Set([...LOOPBACK, ...urls.map(({ hostname }) => hostname)]),
    origins: new Set(urls.map(({ origin }) => origin)),
  };
}

function readCorsOrigins(config: RootConfigService): string[] {
  const value = config.getOptional('backend.cors.origin');
  return [value].flat().filter(each => typeof each === 'string');
}

/** Why a request is not answered. */
export interface Refusal {
  readonly status: 403 | 421;
  readonly message: string;
}

/**
 * Why a request must not be answered; undefined: it may be.
 *
 * A page of any site can make a browser ask a server on the same machine under
 * a name of that site (DNS rebinding), and then reads the answer as its own:
 * here it would sign in as the guest. The browser tells the name in `Host`, and
 * in `Origin` which page asks.
 */
export function refusalOf(
  headers: { readonly host?: string; readonly origin?: string },
  { hostnames, origins }: KnownAddresses,
): Refusal | undefined {
  const hostname = hostnameOf(headers.host);
  if (hostname === undefined || !hostnames.has(hostname)) {
    return {
      status: 421,
      message: `This Backstage does not answer under the host that was asked for; it answers under ${[
        ...hostnames,
      ].join(', ')}. Configure another one as app.baseUrl or backend.baseUrl`,
    };
  }
  if (headers.origin !== undefined && !origins.has(headers.origin)) {
    return {
      status: 403,
      message: `This Backstage does not answer to the page that asks; it answers to pages of ${[
        ...origins,
      ].join(', ')}. Configure another one as app.baseUrl`,
    };
  }
  return undefined;
}

/** The name in a `Host` header; undefined where it is not one with an optional port. */
function hostnameOf(host: string | undefined): string | undefined {
  return /^(\[[\da-f:.]+\]|[\w.-]+)(?::\d+)?$/i
    .exec(host ?? '')?.[1]
    .toLocaleLowerCase('en-US');
}
