import { once } from 'node:events';
import { connect, Socket } from 'node:net';
import { DELIVERIES_CHANNEL } from '@central-secrets/backstage-plugin-central-secrets-common';
import { WebSocket } from 'ws';
import { memoryOf, openFilesOf } from '../framework/processFigures';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';
import { CHECKOUT, prepareCheckout } from './checkout';

const STREAMS = 1_000;
const SLOW_CLIENTS = 1_000;
const REQUESTS_PATH =
  '/api/central-secrets/v1/entities/default/component/checkout/requests';
/**
 * Memory for each of the connections, and for the process itself. Much more
 * would mean that something grows with the received bytes.
 */
const MAY_GROW_BYTES = 400 * 1024 * 1024;

describe('Backstage under load', () => {
  const { backstage, client, platform } = theWorld();
  const { hostname, port, origin } = new URL(backstage.url);
  const pid = backstage.process.pid!;
  const sockets: Socket[] = [];
  const streams: WebSocket[] = [];

  beforeAll(() => prepareCheckout());

  afterAll(async () => {
    sockets.forEach(socket => socket.destroy());
    streams.forEach(stream => stream.close());
  });

  /** Sends bytes on a new connection, and leaves it open. */
  function send(text: string): Socket {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    socket.write(text);
    sockets.push(socket);
    return socket;
  }

  const head = (token: string, length: number) =>
    [
      `POST ${REQUESTS_PATH} HTTP/1.1`,
      `Host: ${hostname}`,
      `Authorization: Bearer ${token}`,
      'Content-Type: application/json',
      `Content-Length: ${length}`,
      '',
      '',
    ].join('\r\n');

  async function assertStillAnswers(): Promise<void> {
    const { deliveries } = await client.deliveries('jane', CHECKOUT);
    expect(deliveries.length).toBeGreaterThan(0);
  }

  it('refuses bodies that are too large, and keeps nothing of them', async () => {
    const before = await memoryOf(pid);
    const body = JSON.stringify('a'.repeat(10 * 1024 * 1024));
    // The backend may also close the connection while the rest of a body is
    // still being sent.
    const refusals = await Promise.all(
      Array.from({ length: 100 }, () =>
        client.ask('jane', 'POST', REQUESTS_PATH, body).then(
          ({ status }) => status,
          () => 'hung up',
        ),
      ),
    );
    expect(refusals).toContain(413);
    // The backend refuses a user's requests beyond the limit without reading
    // them.
    expect(
      refusals.filter(refusal => ![413, 429, 'hung up'].includes(refusal)),
    ).toEqual([]);
    await assertStillAnswers();
    expect((await memoryOf(pid)) - before).toBeLessThan(MAY_GROW_BYTES);
  });

  it(`answers while ${SLOW_CLIENTS} clients send their requests byte by byte`, async () => {
    const before = await memoryOf(pid);
    const token = await client.tokenOf('jane');
    const slow = Array.from({ length: SLOW_CLIENTS }, () =>
      send(head(token, 50_000)),
    );
    for (let round = 0; round < 20; round++) {
      slow.forEach(socket => socket.write('x'));
      await assertStillAnswers();
    }
    expect(slow.filter(({ destroyed }) => !destroyed)).toHaveLength(
      SLOW_CLIENTS,
    );
    expect((await memoryOf(pid)) - before).toBeLessThan(MAY_GROW_BYTES);
  });

  it(`notifies ${STREAMS} open pages of a change, and still answers`, async () => {
    const before = await memoryOf(pid);
    const token = await client.tokenOf('jane');
    const url = `${origin.replace('http', 'ws')}/api/signals`;
    const heard = new Set<WebSocket>();
    const news: string[] = [];
    const open = async () => {
      const stream = new WebSocket(url, token, { handshakeTimeout: 10_000 });
      await once(stream, 'open');
      stream.on('message', data => {
        heard.add(stream);
        news.push(String(data));
      });
      stream.send(
        JSON.stringify({ action: 'subscribe', channel: DELIVERIES_CHANNEL }),
      );
      streams.push(stream);
    };
    // The backend starts to accept streams when the first one is requested.
    await waitFor(() => open().then(() => true), {
      reason: 'the first stream',
    });
    while (streams.length < STREAMS) {
      await Promise.all(Array.from({ length: 50 }, open));
    }
    await assertStillAnswers();

    let round = 0;
    await waitFor(
      async () => {
        // A read of the deliveries keeps the page among those that are
        // notified.
        await assertStillAnswers();
        await platform.api.ask('PATCH', '/api/v1/namespaces/checkout', {
          metadata: { labels: { round: String(round++) } },
        });
        return heard.size >= STREAMS;
      },
      {
        reason: 'every open page to be notified',
        limitMs: 60_000,
        everyMs: 1_000,
        describe: () => `${heard.size} of ${STREAMS}`,
      },
    );
    expect(news.filter(text => text.includes(CHECKOUT)).length).toBeGreaterThan(
      0,
    );
    // Only the entity that changed: no namespace, no label, no state.
    for (const text of new Set(news)) {
      const { channel, message } = JSON.parse(text);
      expect(channel).toBe(DELIVERIES_CHANNEL);
      expect(Object.keys(message)).toEqual(['entityRef']);
    }
    expect((await memoryOf(pid)) - before).toBeLessThan(MAY_GROW_BYTES);
  });

  it('closes every connection when it stops', async () => {
    const held = await openFilesOf(pid);
    // Slow clients beyond the user's limit were disconnected earlier.
    expect(held).toBeGreaterThan(STREAMS);
    sockets.forEach(socket => socket.destroy());
    streams.forEach(stream => stream.close());
    await waitFor(async () => held - (await openFilesOf(pid)) > STREAMS - 50, {
      reason: 'the connections to be gone',
      describe: async () => `${await openFilesOf(pid)} of ${held} open`,
    });
    await assertStillAnswers();
  });
});
