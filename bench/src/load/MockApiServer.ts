import { ServerResponse } from 'node:http';
import {
  createSecureServer,
  Http2SecureServer,
  Http2ServerRequest,
  Http2ServerResponse,
} from 'node:http2';
import { AddressInfo, Socket } from 'node:net';
import { MockCluster, Plural } from './MockCluster';

/** The number of requests to the server, by kind. */
export interface RequestCounts {
  list: number;
  watch: number;
  other: number;
}

/** One thing that goes wrong; see `MockApiServer.fault`. */
export type MockFault =
  | 'reset'
  | 'expired'
  | 'error'
  | 'too-many'
  | 'truncated'
  | 'malformed';

const GROUP = '/apis/external-secrets.io';
const LIST_KINDS: Record<Plural, [apiVersion: string, kind: string]> = {
  namespaces: ['v1', 'NamespaceList'],
  events: ['v1', 'EventList'],
  externalsecrets: ['external-secrets.io/v1', 'ExternalSecretList'],
  clusterexternalsecrets: [
    'external-secrets.io/v1',
    'ClusterExternalSecretList',
  ],
  clustersecretstores: ['external-secrets.io/v1', 'ClusterSecretStoreList'],
  secretstores: ['external-secrets.io/v1', 'SecretStoreList'],
};

/** The number of objects in one write, where the request asks for no page. */
const CHUNK = 500;

/**
 * The parts of an API server that reflectors need, over TLS, HTTP/2 and
 * HTTP/1.1: pages, watches with bookmarks, discovery, and faults on demand.
 */
export class MockApiServer {
  readonly #server: Http2SecureServer;
  readonly #sockets = new Set<Socket>();
  readonly #watches = new Set<Http2ServerResponse>();
  readonly #bookmarks: NodeJS.Timeout;
  #counts: RequestCounts = { list: 0, watch: 0, other: 0 };
  #connections = 0;
  /** The statuses of the next answers. */
  #statuses: number[] = [];
  readonly #cluster: MockCluster;

  constructor(cluster: MockCluster, tls: { key: string; cert: string }) {
    this.#server = createSecureServer({ ...tls, allowHTTP1: true });
    this.#server.on('request', (request, response) =>
      this.#answer(request, response),
    );
    this.#server.on('connection', socket => {
      this.#connections += 1;
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    // Some measures cut connections on purpose.
    this.#server.on('sessionError', () => {});
    this.#server.on('clientError', () => {});
    this.#cluster = cluster;
    this.#bookmarks = setInterval(
      () =>
        this.#watches.forEach(watch =>
          watch.write(this.#cluster.bookmark('externalsecrets')),
        ),
      60_000,
    );
  }

  async listen(): Promise<number> {
    await new Promise<void>(resolve => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    clearInterval(this.#bookmarks);
    this.#sockets.forEach(socket => socket.destroy());
    this.#server.close();
  }

  /** The counts since the last call. */
  takeCounts(): RequestCounts & { connections: number } {
    const counts = { ...this.#counts, connections: this.#connections };
    this.#counts = { list: 0, watch: 0, other: 0 };
    this.#connections = 0;
    return counts;
  }

  /** Makes a fault happen now, or with the next requests. */
  fault(fault: MockFault): void {
    switch (fault) {
      case 'reset':
        this.#sockets.forEach(socket => socket.resetAndDestroy());
        break;
      case 'expired':
        this.#cluster.forget();
        this.#endWatches(statusLine(410, 'Expired'));
        break;
      case 'error':
        this.#statuses.push(500, 500);
        this.#endWatches();
        break;
      case 'too-many':
        this.#statuses.push(429, 429, 429);
        this.#endWatches();
        break;
      case 'truncated':
        this.#endWatches('{"type":"MODIFIED","object":{"metadata":{"na');
        break;
      case 'malformed':
        this.#endWatches('{"type":"MODIFIED","object":}\n');
        break;
      default:
        throw new Error(`unknown fault ${fault}`);
    }
  }

  #endWatches(last: string = ''): void {
    this.#watches.forEach(watch => watch.end(last));
  }

  #answer(request: Http2ServerRequest, response: Http2ServerResponse): void {
    const url = new URL(request.url, 'https://mock');
    const status = this.#statuses.shift();
    if (status !== undefined) {
      this.#counts.other += 1;
      this.#send(response, statusText(status, 'The mock was told to'), status);
      return;
    }
    if (url.pathname === GROUP) {
      this.#counts.other += 1;
      this.#send(response, '{"versions":[{"version":"v1"}]}');
      return;
    }
    if (url.pathname === `${GROUP}/v1`) {
      this.#counts.other += 1;
      const resources = Object.keys(LIST_KINDS)
        .filter(name => LIST_KINDS[name as Plural][0] !== 'v1')
        .map(name => ({ name }));
      this.#send(response, JSON.stringify({ resources }));
      return;
    }
    const [, namespace, plural] =
      /\/v1(?:\/namespaces\/([^/]+))?\/([a-z]+)$/.exec(url.pathname) ?? [];
    if (!(plural in LIST_KINDS)) {
      this.#counts.other += 1;
      this.#send(response, statusText(404, 'not found'), 404);
    } else if (url.searchParams.has('watch')) {
      this.#counts.watch += 1;
      this.#watch(url, plural as Plural, response);
    } else {
      this.#counts.list += 1;
      void this.#list(url, namespace, plural as Plural, response);
    }
  }

  async #list(
    url: URL,
    namespace: string | undefined,
    plural: Plural,
    response: Http2ServerResponse,
  ): Promise<void> {
    const [apiVersion, kind] = LIST_KINDS[plural];
    const head = `{"apiVersion":"${apiVersion}","items":[`;
    // Of the beginning: what changes while a long answer is written comes by a
    // watch from here.
    const { version } = this.#cluster;
    const tail = (token: string) =>
      `],"kind":"${kind}","metadata":{${
        token && `"continue":"${token}",`
      }"resourceVersion":"${version}"}}\n`;
    if (namespace !== undefined) {
      const items = this.#cluster.externalSecretsTextIn(namespace);
      this.#send(response, `${head}${items}${tail('')}`);
      return;
    }
    const team = /^team=(.+)$/.exec(
      url.searchParams.get('labelSelector') ?? '',
    )?.[1];
    if (team !== undefined) {
      // Faster than the API server, which has to look at every object.
      const items = this.#cluster.externalSecretsTextIn(team);
      this.#send(response, `${head}${items}${tail('')}`);
      return;
    }
    const size = this.#cluster.sizeOf(plural);
    const from = Number(url.searchParams.get('continue') ?? 0);
    const limit = Number(url.searchParams.get('limit') ?? 0);
    if (limit > 0) {
      const to = Math.min(size, from + limit);
      const items = this.#cluster.itemsText(plural, from, to);
      this.#send(
        response,
        `${head}${items}${tail(to < size ? String(to) : '')}`,
      );
      return;
    }
    // Without pages, the answer is too long for one string.
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write(head);
    for (let at = 0; at < size && !response.destroyed; at += CHUNK) {
      const to = Math.min(size, at + CHUNK);
      const items = this.#cluster.itemsText(plural, at, to);
      if (!response.write(`${at > 0 ? ',' : ''}${items}`)) {
        await new Promise<void>(resolve => {
          const go = () => {
            response.off('drain', go);
            response.off('close', go);
            resolve();
          };
          response.on('drain', go);
          response.on('close', go);
        });
      }
    }
    response.end(tail(''));
  }

  #watch(url: URL, plural: Plural, response: Http2ServerResponse): void {
    const version = Number(url.searchParams.get('resourceVersion'));
    response.writeHead(200, { 'content-type': 'application/json' });
    if (!this.#cluster.keeps(version)) {
      response.end(statusLine(410, 'Expired'));
      return;
    }
    // As in the API server, the answer begins before the first event.
    (response as unknown as ServerResponse).flushHeaders();
    this.#watches.add(response);
    const stop =
      plural === 'externalsecrets'
        ? this.#cluster.watch(version, line => response.write(line))
        : () => {};
    const seconds = Number(url.searchParams.get('timeoutSeconds') ?? 300);
    const timer = setTimeout(() => response.end(), seconds * 1_000);
    response.on('close', () => {
      clearTimeout(timer);
      stop();
      this.#watches.delete(response);
    });
  }

  #send(response: Http2ServerResponse, text: string, status = 200): void {
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(status === 429 ? { 'retry-after': '1' } : {}),
    });
    response.end(text);
  }
}

function statusText(code: number, message: string): string {
  return JSON.stringify({
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    message,
    reason: code === 410 ? 'Expired' : '',
    code,
  });
}

function statusLine(code: number, message: string): string {
  return `{"type":"ERROR","object":${statusText(code, message)}}\n`;
}
