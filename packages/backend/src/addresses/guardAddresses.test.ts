import { once } from 'node:events';
import { createServer, request, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { Duplex } from 'node:stream';
import { guardRequests, guardUpgrades } from './guardAddresses';

const KNOWN = {
  hostnames: new Set(['localhost']),
  origins: new Set(['http://localhost:3000']),
};
const FOREIGN = [
  ['Host', 421, { host: 'evil.example' }],
  ['Origin', 403, { host: 'localhost', origin: 'https://evil.example' }],
] as const;
const UPGRADE = { connection: 'Upgrade', upgrade: 'websocket' };

let server: Server;
let inside: number;

beforeEach(async () => {
  inside = 0;
  const guard = guardRequests(KNOWN);
  server = createServer((asked, response) =>
    guard(asked, response, () => {
      inside += 1;
      response.end('inside');
    }),
  );
  guardUpgrades(server, KNOWN);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

/** The status of the answer, also where it is an upgrade. */
async function ask(headers: Record<string, string>): Promise<number> {
  const { port } = server.address() as AddressInfo;
  const asked = request({ host: '127.0.0.1', port, headers });
  asked.end();
  return new Promise((resolve, reject) => {
    asked.on('error', reject);
    asked.on('response', answer => {
      answer.resume();
      resolve(answer.statusCode!);
    });
    asked.on('upgrade', (answer, socket) => {
      socket.destroy();
      resolve(answer.statusCode!);
    });
  });
}

/** Takes upgrades as Backstage's signals do: from the first request for one on. */
function takeUpgrades(): { taken: () => number } {
  let taken = 0;
  server.on('upgrade', (_asked, socket: Duplex) => {
    if (!socket.writable) {
      return;
    }
    taken += 1;
    socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n');
  });
  return { taken: () => taken };
}

describe('the guard of the example', () => {
  it('lets through what is asked under a known name', async () => {
    expect(await ask({ host: 'localhost:7007' })).toBe(200);
    expect(inside).toBe(1);
  });

  it.each(FOREIGN)(
    'refuses a foreign %s with %d',
    async (_, status, headers) => {
      expect(await ask(headers)).toBe(status);
      expect(inside).toBe(0);
    },
  );

  it('leaves upgrades to the handlers while none of them is taken', async () => {
    expect(await ask({ host: 'localhost', ...UPGRADE })).toBe(200);
    expect(await ask({ host: 'evil.example', ...UPGRADE })).toBe(421);
    expect(inside).toBe(1);
  });

  it('lets through an upgrade under a known name', async () => {
    const { taken } = takeUpgrades();
    expect(await ask({ host: 'localhost', ...UPGRADE })).toBe(101);
    expect(taken()).toBe(1);
  });

  it.each(FOREIGN)(
    'refuses an upgrade with a foreign %s with %d',
    async (_, status, headers) => {
      const { taken } = takeUpgrades();
      expect(await ask({ ...headers, ...UPGRADE })).toBe(status);
      expect(taken()).toBe(0);
    },
  );
});
