import type { Http2ServerRequest } from 'node:http2';
import { Authentication, TokenAuthentication } from './authentication';
import { readEndpoint } from './endpoint';
import { HttpConnection } from './HttpConnection';
import {
  eventually,
  Handler,
  testCertificate,
  TestServer,
  failOnLeaks,
} from '@central-secrets/dev-tools';

failOnLeaks();

/** Answers `/watch…` with a stream that stays open, anything else with the request. */
const echo: Handler = (request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  if (request.url?.startsWith('/watch')) {
    response.write('{"type":"BOOKMARK"}\n');
  } else {
    response.end(
      JSON.stringify({
        method: request.method,
        url: request.url,
        authorization: request.headers.authorization,
      }),
    );
  }
};

// Real sockets, on a machine that may be busy.
jest.setTimeout(60_000);

describe('HttpConnection', () => {
  const open: { close(): Promise<void> }[] = [];

  afterEach(async () => {
    await Promise.all(open.splice(0).map(each => each.close()));
  });

  async function start(
    protocol: 'http' | 'https' | 'h2',
    options: {
      handler?: Handler;
      authentication?: Authentication;
      path?: string;
      pingIntervalMs?: number;
      connectTimeoutMs?: number;
    } = {},
  ) {
    const server = await TestServer.start(protocol, options.handler ?? echo);
    const connection = new HttpConnection({
      endpoint: readEndpoint('test', {
        url: `${server.url}${options.path ?? ''}`,
        caData:
          protocol === 'http'
            ? undefined
            : Buffer.from(testCertificate().cert).toString('base64'),
      }),
      authentication:
        options.authentication ?? new TokenAuthentication('not-a-real-token'),
      transport: {
        pingIntervalMs: options.pingIntervalMs,
        connectTimeoutMs: options.connectTimeoutMs,
      },
    });
    open.push(connection, server);
    return { server, connection };
  }

  /** Reads a watch until it ends, and says how. */
  async function watch(
    connection: HttpConnection,
    extra: { signal?: AbortSignal; onAlive?: () => void } = {},
  ) {
    const response = await connection.request({
      method: 'GET',
      path: '/watch',
      ...extra,
    });
    const ended = (async () => {
      try {
        for await (const _ of response.body) {
          // Only its end matters.
        }
        return undefined;
      } catch (error) {
        return error as Error;
      }
    })();
    return { ended };
  }

  it.each(['http', 'https', 'h2'] as const)(
    'sends method, path, query and credentials over %s',
    async protocol => {
      const { connection } = await start(protocol, { path: '/k8s/hub/' });
      const response = await connection.request({
        method: 'PATCH',
        path: '/api/v1/namespaces/a',
        query: { dryRun: 'All', continue: undefined },
        body: '{}',
        headers: { 'content-type': 'application/merge-patch+json' },
      });
      expect(response.status).toBe(200);
      expect(response.headers['content-type']).toBe('application/json');
      expect(JSON.parse(await response.text())).toEqual({
        method: 'PATCH',
        url: '/k8s/hub/api/v1/namespaces/a?dryRun=All',
        authorization: 'Bearer not-a-real-token',
      });
    },
  );

  // The API server ends the connection of a caller who is not authenticated,
  // with a GOAWAY before its answer.
  const refusing: Handler = (request, response) => {
    (request as unknown as Http2ServerRequest).stream?.session?.goaway(0);
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end('{"message":"Unauthorized"}');
  };

  it('reads a refusal that ends the connection, and tells of it', async () => {
    const authentication = new TokenAuthentication('not-a-real-token');
    const refused = jest.spyOn(authentication, 'refused');
    const { connection } = await start('h2', {
      handler: refusing,
      authentication,
    });
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const response = await connection.request({
        method: 'GET',
        path: '/api/v1/namespaces',
      });
      expect(response.status).toBe(401);
      await expect(response.text()).resolves.toContain('Unauthorized');
      expect(refused).toHaveBeenCalledTimes(attempt);
    }
  });

  it('repeats no creation that was left without an answer', async () => {
    const { connection } = await start('h2', { handler: refusing });
    await expect(
      connection.request({ method: 'POST', path: '/api/v1/namespaces' }),
    ).rejects.toThrow('GOAWAY');
  });

  it('carries many watches and a patch on one HTTP/2 connection', async () => {
    const { connection, server } = await start('h2');
    await Promise.all(Array.from({ length: 6 }, () => watch(connection)));
    const response = await connection.request({
      method: 'PATCH',
      path: '/',
      body: '{}',
    });
    await response.text();
    expect(server.connections).toBe(1);
  });

  it.each(['http', 'https', 'h2'] as const)(
    'stops reading an endless answer over %s, and leaves a watch alone',
    async protocol => {
      let sent = 0;
      let isClosed = false;
      const { connection } = await start(protocol, {
        handler: (request, response) => {
          response.writeHead(200);
          if (request.url?.startsWith('/watch')) {
            response.write('{"type":"BOOKMARK"}\n');
            return;
          }
          const piece = Buffer.alloc(64 * 1024, 'x');
          const send = () => {
            while (!isClosed) {
              sent += piece.length;
              if (!response.write(piece)) {
                break;
              }
            }
          };
          response.on('drain', send);
          const onClosed = () => {
            isClosed = true;
          };
          response.on('close', onClosed);
          // The event of an HTTP/2 stream that was reset.
          request.on('aborted', onClosed);
          send();
        },
      });
      let endedWith: unknown = 'nothing';
      const { ended } = await watch(connection);
      ended.then(error => {
        endedWith = error;
      });
      const response = await connection.request({
        method: 'GET',
        path: '/endless',
      });
      await expect(response.text(256 * 1024)).rejects.toThrow(
        'The answer to /endless is larger than 256 KiB, which is the most that is read',
      );
      await eventually(() => isClosed, 'the server is told');
      // The limit includes the data that was on its way when reading ended.
      expect(sent).toBeLessThan(32 * 1024 * 1024);
      expect(endedWith).toBe('nothing');
      const next = await connection.request({ method: 'GET', path: '/watch' });
      expect(next.status).toBe(200);
    },
  );

  it('reads 1 MiB of an answer for which nobody says more', async () => {
    const { connection } = await start('http', {
      handler: (_, response) => {
        response.writeHead(200);
        response.end(Buffer.alloc(1024 * 1024 + 1, 'x'));
      },
    });
    const response = await connection.request({ method: 'GET', path: '/long' });
    await expect(response.text()).rejects.toThrow('larger than 1 MiB');
  });

  it('falls back to HTTP/1.1 where the server speaks nothing else', async () => {
    const { connection, server } = await start('https');
    await Promise.all(Array.from({ length: 3 }, () => watch(connection)));
    // One that showed what the server speaks, and one per watch.
    expect(server.connections).toBe(4);
  });

  it('fails every watch when the connection is reset, and connects anew', async () => {
    const { connection, server } = await start('h2');
    const watches = await Promise.all([watch(connection), watch(connection)]);
    server.reset();
    for (const { ended } of watches) {
      expect(await ended).toBeInstanceOf(Error);
    }
    await watch(connection);
    expect(server.connections).toBe(2);
  });

  it('tells of answered pings while a watch is silent', async () => {
    const { connection } = await start('h2', { pingIntervalMs: 100 });
    let alive = 0;
    await watch(connection, {
      onAlive: () => {
        alive += 1;
      },
    });
    await eventually(() => alive >= 3, 'three pings answered');
    expect(alive).toBeGreaterThanOrEqual(3);
  });

  it('gives up an HTTP/2 connection that answers no pings, and connects anew', async () => {
    const { connection, server } = await start('h2', { pingIntervalMs: 200 });
    const watches = await Promise.all([watch(connection), watch(connection)]);
    server.blackHole();
    for (const { ended } of watches) {
      expect((await ended)?.message).toContain('does not answer pings');
    }
    server.heal();
    await watch(connection);
  });

  it('ends one watch by its signal and leaves the others', async () => {
    const { connection, server } = await start('h2', { pingIntervalMs: 200 });
    const controller = new AbortController();
    const first = await watch(connection, { signal: controller.signal });
    let alive = 0;
    await watch(connection, {
      onAlive: () => {
        alive += 1;
      },
    });
    controller.abort();
    expect((await first.ended)?.name).toBe('AbortError');
    alive = 0;
    await eventually(() => alive > 0, 'the other watch is alive');
    expect(server.connections).toBe(1);
  });

  it('asks for credentials before every request, and says when they were refused', async () => {
    const tokens = ['not-a-real-token-1', 'not-a-real-token-2'];
    const authentication = {
      current: jest.fn(async () => ({
        headers: { authorization: `Bearer ${tokens.shift()}` },
      })),
      refused: jest.fn(),
    };
    const { connection } = await start('http', {
      authentication,
      handler: (request, response) => {
        response.writeHead(
          request.headers.authorization?.endsWith('-1') ? 401 : 200,
        );
        response.end();
      },
    });
    const first = await connection.request({ method: 'GET', path: '/' });
    expect(first.status).toBe(401);
    await first.text();
    expect(authentication.refused).toHaveBeenCalledTimes(1);
    const second = await connection.request({ method: 'GET', path: '/' });
    expect(second.status).toBe(200);
    await second.text();
    expect(authentication.refused).toHaveBeenCalledTimes(1);
  });

  it('uses a rotated client certificate from the next request on, and lets what runs go on', async () => {
    const { cert, private: key } = testCertificate();
    // Another text of the same: the server does not look at it.
    const certificates = [cert, `${cert}\n`];
    const { connection, server } = await start('h2', {
      pingIntervalMs: 100,
      authentication: {
        current: async () => ({ headers: {}, cert: certificates[0], key }),
        refused: () => {},
      },
    });
    let alive = 0;
    await watch(connection, {
      onAlive: () => {
        alive += 1;
      },
    });
    certificates.shift();
    await watch(connection);
    await watch(connection);
    expect(server.connections).toBe(2);
    alive = 0;
    await eventually(() => alive > 0, 'the first watch is alive');
  });

  it('gives up a connection that is never made, and connects anew', async () => {
    const { connection, server } = await start('h2', { connectTimeoutMs: 200 });
    server.blackHole();
    await expect(watch(connection)).rejects.toThrow(/timeout/i);
    server.heal();
    await watch(connection);
    expect(server.connections).toBeGreaterThan(1);
  });

  it('ends a request at its time limit', async () => {
    const { connection } = await start('http', { handler: () => {} });
    await expect(
      connection.request({ method: 'GET', path: '/', timeoutMs: 100 }),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('counts no time limit while it waits for credentials', async () => {
    const startLimit = jest.spyOn(AbortSignal, 'timeout');
    let logIn = () => {};
    const loggedIn = new Promise<void>(resolve => {
      logIn = resolve;
    });
    const { connection } = await start('http', {
      authentication: {
        current: () => loggedIn.then(() => ({ headers: {} })),
        refused: () => {},
      },
    });
    const answered = connection.request({
      method: 'GET',
      path: '/',
      timeoutMs: 30_000,
    });
    await new Promise(resolve => setImmediate(resolve));
    expect(startLimit).not.toHaveBeenCalled();
    logIn();
    await (await answered).text();
    expect(startLimit).toHaveBeenCalledWith(30_000);
    startLimit.mockRestore();
  });

  it('refuses a certificate of an authority that is not the configured one', async () => {
    const { server } = await start('h2');
    const connection = new HttpConnection({
      endpoint: readEndpoint('test', { url: server.url }),
      authentication: new TokenAuthentication('not-a-real-token'),
    });
    open.push(connection);
    await expect(
      connection.request({ method: 'GET', path: '/' }),
    ).rejects.toThrow(/self-signed certificate/);
  });

  it.each(['http', 'h2'] as const)(
    'leaves no socket behind after close over %s',
    async protocol => {
      const { connection, server } = await start(protocol);
      const { ended } = await watch(connection);
      await connection.close();
      expect(await ended).toBeInstanceOf(Error);
      await eventually(() => server.open === 0, 'no socket is open');
      await expect(
        connection.request({ method: 'GET', path: '/' }),
      ).rejects.toThrow('closed');
    },
  );
});
