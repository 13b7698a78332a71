import { TokenAuthentication } from './authentication';
import { readEndpoint } from './endpoint';
import { HttpConnection } from './HttpConnection';
import {
  eventually,
  PinglessServer,
  Handler,
  testCertificate,
  failOnLeaks,
} from '@central-secrets/dev-tools';

failOnLeaks();

// Real sockets, on a machine that may be busy.
jest.setTimeout(60_000);

const PING_INTERVAL_MS = 100;

/**
 * `/busy` says something often, `/late` once more after many ping intervals,
 * anything else nothing after it was accepted.
 */
const streams: Handler = (request, response) => {
  response.writeHead(200);
  response.write('{"type":"BOOKMARK"}\n');
  if (request.url?.startsWith('/busy')) {
    const timer = setInterval(
      () => response.write('{"type":"BOOKMARK"}\n'),
      PING_INTERVAL_MS / 4,
    );
    response.on('close', () => clearInterval(timer));
  } else if (request.url?.startsWith('/late')) {
    const timer = setTimeout(
      () => response.write('{"type":"BOOKMARK"}\n'),
      15 * PING_INTERVAL_MS,
    );
    response.on('close', () => clearTimeout(timer));
  }
};

describe('an HTTP/2 connection whose pings are not answered', () => {
  let server: PinglessServer;
  let connection: HttpConnection;

  beforeEach(async () => {
    server = await PinglessServer.start(streams);
    connection = new HttpConnection({
      endpoint: readEndpoint('test', {
        url: server.url,
        caData: Buffer.from(testCertificate().cert).toString('base64'),
      }),
      authentication: new TokenAuthentication('not-a-real-token'),
      transport: { pingIntervalMs: PING_INTERVAL_MS },
    });
  });

  afterEach(async () => {
    await connection.close();
    await server.close();
  });

  /** Reads a watch, counting what it delivers, and how it ended. */
  async function watch(path: string) {
    const response = await connection.request({ method: 'GET', path });
    const seen: { chunks: number; error?: Error } = { chunks: 0 };
    void (async () => {
      try {
        for await (const _ of response.body) {
          seen.chunks += 1;
        }
      } catch (error) {
        seen.error = error as Error;
      }
    })();
    return seen;
  }

  it('is kept while one of its watches delivers, for the silent ones too', async () => {
    const silent = await watch('/silent');
    const busy = await watch('/busy');
    // Far longer than two ping intervals.
    await eventually(() => busy.error || busy.chunks >= 60, '60 deliveries');
    expect([busy.error, silent.error]).toEqual([undefined, undefined]);
    expect(server.connections).toBe(1);
  });

  it('is given up once while it is silent, and the next one is kept', async () => {
    const first = await watch('/silent');
    await eventually(() => first.error, 'the silent connection is given up');
    expect(first.error!.message).toContain('does not answer pings');

    const second = await watch('/late');
    await eventually(() => second.error || second.chunks >= 2, 'a late word');
    expect(second.error).toBeUndefined();
    expect(server.connections).toBe(2);
  });
});
