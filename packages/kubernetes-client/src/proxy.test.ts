import { createServer, Server } from 'node:net';
import {
  ConnectProxy,
  ConnectProxyOptions,
  eventually,
  failOnLeaks,
  freePort,
  testCertificate,
  TestServer,
} from '@central-secrets/dev-tools';
import { TokenAuthentication } from './authentication';
import { EndpointSource, readEndpoint } from './endpoint';
import { HttpConnection } from './HttpConnection';
import { ProxyError } from './ProxyError';
import type { TransportOptions } from './HttpTransport';

failOnLeaks();

// Real sockets, on a machine that may be busy.
jest.setTimeout(60_000);

describe('HttpConnection through an HTTP proxy', () => {
  const open: { close(): Promise<void> }[] = [];

  afterEach(async () => {
    await Promise.all(open.splice(0).map(each => each.close()));
  });

  async function startServer(protocol: 'http' | 'https' | 'h2' = 'h2') {
    const server = await TestServer.start(protocol, (request, response) => {
      response.writeHead(200);
      if (request.url?.startsWith('/watch')) {
        response.write('{}\n');
      } else {
        response.end(`${request.url} ${request.headers.authorization}`);
      }
    });
    open.push(server);
    return server;
  }

  async function startProxy(options?: ConnectProxyOptions) {
    const proxy = await ConnectProxy.start(options);
    open.push(proxy);
    return proxy;
  }

  function endpointAt(url: string, proxyUrl?: string, ca = true) {
    return readEndpoint('test', {
      url,
      proxyUrl,
      caData:
        ca && url.startsWith('https:')
          ? Buffer.from(testCertificate().cert).toString('base64')
          : undefined,
    });
  }

  function connect(
    endpoint: ReturnType<typeof endpointAt> | EndpointSource,
    transport?: TransportOptions,
  ) {
    const connection = new HttpConnection({
      endpoint,
      authentication: new TokenAuthentication('not-a-real-token'),
      transport,
    });
    open.push(connection);
    return connection;
  }

  async function read(connection: HttpConnection) {
    const response = await connection.request({ method: 'GET', path: '/a' });
    return `${response.status} ${await response.text()}`;
  }

  async function watch(connection: HttpConnection, onAlive?: () => void) {
    const { body } = await connection.request({
      method: 'GET',
      path: '/watch',
      onAlive,
    });
    const ended = (async () => {
      try {
        for await (const _ of body) {
          // Only its end matters.
        }
        return undefined;
      } catch (error) {
        return error as Error;
      }
    })();
    return { ended };
  }

  async function errorOf(connection: HttpConnection): Promise<Error> {
    const error = await read(connection).catch(reason => reason);
    expect(error).toBeInstanceOf(ProxyError);
    return error;
  }

  it.each(['http', 'https', 'h2'] as const)(
    'reaches a server over %s',
    async protocol => {
      const server = await startServer(protocol);
      const proxy = await startProxy();
      const connection = connect(endpointAt(server.url, proxy.url));
      expect(await read(connection)).toBe('200 /a Bearer not-a-real-token');
      expect(proxy.asked[0]).toBe(new URL(server.url).host);
    },
  );

  it('leaves the lookup of the name to the proxy', async () => {
    const server = await startServer('http');
    const port = Number(new URL(server.url).port);
    const proxy = await startProxy({ port });
    const connection = connect({
      url: 'http://hub.invalid',
      skipTLSVerify: true,
      proxyUrl: proxy.url,
    });
    expect(await read(connection)).toContain('200');
    expect(proxy.asked).toEqual(['hub.invalid:80']);
  });

  it('carries several watches on one HTTP/2 connection', async () => {
    const server = await startServer();
    const proxy = await startProxy();
    const connection = connect(endpointAt(server.url, proxy.url));
    await watch(connection);
    await watch(connection);
    await read(connection);
    expect(server.connections).toBe(1);
    expect(proxy.asked).toHaveLength(1);
  });

  it('tells of answered pings, and gives up a connection that answers none', async () => {
    const server = await startServer();
    const proxy = await startProxy();
    const connection = connect(endpointAt(server.url, proxy.url), {
      pingIntervalMs: 200,
    });
    let alive = 0;
    const { ended } = await watch(connection, () => {
      alive += 1;
    });
    await eventually(() => alive >= 5, 'five pings answered');
    server.blackHole();
    expect((await ended)?.message).toContain('does not answer pings');
    server.heal();
    expect(await read(connection)).toContain('200');
  });

  it.each(['http', 'h2'] as const)(
    'reaches a server over %s through a proxy with TLS',
    async protocol => {
      const server = await startServer(protocol);
      const proxy = await startProxy({ tls: true });
      const connection = connect(
        {
          ...endpointAt(server.url, proxy.url),
          ca: testCertificate().cert,
        },
        { pingIntervalMs: 100 },
      );
      let alive = 0;
      await watch(connection, () => {
        alive += 1;
      });
      await eventually(
        () => protocol === 'http' || alive >= 5,
        'five pings answered',
      );
      expect(await read(connection)).toContain('200');
    },
  );

  it('refuses a proxy whose certificate no authority signed', async () => {
    const server = await startServer('http');
    const proxy = await startProxy({ tls: true });
    const connection = connect(endpointAt(server.url, proxy.url));
    expect((await errorOf(connection)).message).toContain(
      `Cannot reach the proxy ${proxy.url}: self-signed certificate`,
    );
  });

  it('refuses a server whose certificate no authority signed', async () => {
    const server = await startServer();
    const proxy = await startProxy();
    const connection = connect(endpointAt(server.url, proxy.url, false));
    await expect(read(connection)).rejects.toThrow('self-signed certificate');
  });

  it('sends the user and password of proxy-url', async () => {
    const server = await startServer();
    const proxy = await startProxy({ credentials: 'ann:not/a:real@one' });
    const credentials = `ann:${encodeURIComponent('not/a:real@one')}`;
    const connection = connect(
      endpointAt(server.url, `http://${credentials}@${proxy.address}`),
    );
    expect(await read(connection)).toContain('200');
  });

  it('says that the proxy requires a user and password', async () => {
    const server = await startServer();
    const proxy = await startProxy({ credentials: 'ann:not-a-real-one' });
    const connection = connect(endpointAt(server.url, proxy.url));
    expect((await errorOf(connection)).message).toBe(
      `The proxy ${proxy.url} requires a user and password (407 Proxy Authentication Required). Add them to proxy-url in the kubeconfig.`,
    );
  });

  it('says that the proxy refused the user and password, and names neither', async () => {
    const server = await startServer();
    const proxy = await startProxy({ credentials: 'ann:not-a-real-one' });
    const connection = connect(
      endpointAt(server.url, `http://bob:not-a-real-other@${proxy.address}`),
    );
    expect((await errorOf(connection)).message).toBe(
      `The proxy ${proxy.url} refused the user and password of proxy-url (407 Proxy Authentication Required). Correct them in the kubeconfig.`,
    );
  });

  it.each([
    [
      403,
      'refused to connect to HOST (403 Forbidden). Allow CONNECT to HOST in the proxy',
    ],
    [
      502,
      'cannot connect to HOST (502 Bad Gateway). Check that the API server runs, and that the proxy can reach it.',
    ],
  ])('says why the proxy answered %s', async (refuseWith, said) => {
    const server = await startServer();
    const proxy = await startProxy({ refuseWith });
    const connection = connect(endpointAt(server.url, proxy.url));
    expect((await errorOf(connection)).message).toContain(
      `The proxy ${proxy.url} ${said.replaceAll(
        'HOST',
        new URL(server.url).host,
      )}`,
    );
  });

  it('says that the proxy cannot be reached', async () => {
    const server = await startServer();
    const port = await freePort();
    const connection = connect(
      endpointAt(server.url, `http://ann:not-a-real-one@127.0.0.1:${port}`),
    );
    expect((await errorOf(connection)).message).toBe(
      `Cannot reach the proxy http://127.0.0.1:${port}: connect ECONNREFUSED 127.0.0.1:${port}. Check that it runs, and that proxy-url in the kubeconfig names it.`,
    );
    expect(server.connections).toBe(0);
  });

  describe('where something else listens', () => {
    let other: Server;
    let proxyUrl: string;

    async function listen(answer?: string) {
      other = createServer(socket => {
        socket.on('error', () => {}).resume();
        if (answer) {
          socket.end(answer);
        }
      });
      const sockets: { destroy(): void }[] = [];
      other.on('connection', socket => sockets.push(socket));
      open.push({
        close: () =>
          new Promise(resolve => {
            sockets.forEach(socket => socket.destroy());
            other.close(() => resolve());
          }),
      });
      const port = await freePort();
      await new Promise<void>(resolve => {
        other.listen(port, '127.0.0.1', resolve);
      });
      proxyUrl = `http://127.0.0.1:${port}`;
    }

    it('says that it does not speak HTTP', async () => {
      await listen('SSH-2.0-OpenSSH_9.7\r\n');
      const connection = connect(endpointAt('https://127.0.0.1:1', proxyUrl));
      expect((await errorOf(connection)).message).toMatch(
        /^The proxy http:\/\/127.0.0.1:\d+ did not answer CONNECT 127.0.0.1:1: .+ Check that it is an HTTP proxy, and the scheme of proxy-url in the kubeconfig\.$/,
      );
    });

    it('gives up where it never answers', async () => {
      await listen();
      const connection = connect(endpointAt('https://127.0.0.1:1', proxyUrl), {
        connectTimeoutMs: 200,
      });
      expect((await errorOf(connection)).message).toContain(
        'did not answer CONNECT 127.0.0.1:1: no answer within 0.2 s.',
      );
    });

    it('leaves no socket behind when it is closed meanwhile', async () => {
      await listen();
      const connection = connect(endpointAt('https://127.0.0.1:1', proxyUrl));
      const failed = read(connection).catch(error => error);
      await eventually(
        async () => (await countConnections(other)) === 1,
        'the proxy is asked',
      );
      await connection.close();
      expect(await failed).toBeInstanceOf(Error);
      await eventually(
        async () => (await countConnections(other)) === 0,
        'no socket is open',
      );
    });
  });

  it('moves to another proxy with the next request', async () => {
    const server = await startServer();
    const proxies = [await startProxy(), await startProxy()];
    let current = 0;
    const connection = connect({
      current: async () => endpointAt(server.url, proxies[current].url),
      doubt: () => {},
    });
    await read(connection);
    current = 1;
    expect(await read(connection)).toContain('200');
    expect(proxies.map(({ asked }) => asked.length)).toEqual([1, 1]);
  });
});

function countConnections(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) =>
      error ? reject(error) : resolve(count),
    );
  });
}
