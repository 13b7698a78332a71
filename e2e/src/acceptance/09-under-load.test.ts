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
/** For each of the connections, and what a process needs besides: much more would mean that something grows with what is sent. */
const MAY_GROW_BYTES = 400 * 1024 * 1024;

describe('Backstage, when many ask at a time', () => {
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

  /** Sends bytes on a connection of its own, and keeps it open. */
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

  async function answersStill(): Promise<void> {
    const { deliveries } = await client.deliveries('jane', CHECKOUT);
    expect(deliveries.length).toBeGreaterThan(0);
  }

  it('refuses bodies that are too large, and keeps nothing of them', async () => {
    const before = await memoryOf(pid);
    const body = JSON.stringify('a'.repeat(10 * 1024 * 1024));
    // It may also hang up while the rest of a body is still being sent.
    const refusals = await Promise.all(
      Array.from({ length: 100 }, () =>
        client.ask('jane', 'POST', REQUESTS_PATH, body).then(
          ({ status }) => status,
          () => 'hung up',
        ),
      ),
    );
    expect(refusals).toContain(413);
    // More requests of a user than the limit are refused unread.
    expect(
      refusals.filter(refusal => ![413, 429, 'hung up'].includes(refusal)),
    ).toEqual([]);
    await answersStill();
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
      await answersStill();
    }
    expect(slow.filter(({ destroyed }) => !destroyed)).toHaveLength(
      SLOW_CLIENTS,
    );
    expect((await memoryOf(pid)) - before).toBeLessThan(MAY_GROW_BYTES);
  });

  it(`tells ${STREAMS} open pages that there is news, and answers meanwhile`, async () => {
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
    // The backend begins to take streams at the first one that is asked for.
    await waitFor(() => open().then(() => true), {
      reason: 'the first stream',
    });
    while (streams.length < STREAMS) {
      await Promise.all(Array.from({ length: 50 }, open));
    }
    await answersStill();

    let round = 0;
    await waitFor(
      async () => {
        // A look keeps the page counted among those that are told.
        await answersStill();
        await platform.api.ask('PATCH', '/api/v1/namespaces/checkout', {
          metadata: { labels: { round: String(round++) } },
        });
        return heard.size >= STREAMS;
      },
      {
        reason: 'every open page to be told',
        limitMs: 60_000,
        everyMs: 1_000,
        describe: () => `${heard.size} of ${STREAMS}`,
      },
    );
    expect(news.filter(text => text.includes(CHECKOUT)).length).toBeGreaterThan(
      0,
    );
    // Nothing but which entity: no namespace, no label, no state.
    for (const text of new Set(news)) {
      const { channel, message } = JSON.parse(text);
      expect(channel).toBe(DELIVERIES_CHANNEL);
      expect(Object.keys(message)).toEqual(['entityRef']);
    }
    expect((await memoryOf(pid)) - before).toBeLessThan(MAY_GROW_BYTES);
  });

  it('lets go of every connection when it is closed', async () => {
    const held = await openFilesOf(pid);
    // Of the slow clients, those over the user's limit were let go before.
    expect(held).toBeGreaterThan(STREAMS);
    sockets.forEach(socket => socket.destroy());
    streams.forEach(stream => stream.close());
    await waitFor(async () => held - (await openFilesOf(pid)) > STREAMS - 50, {
      reason: 'the connections to be gone',
      describe: async () => `${await openFilesOf(pid)} of ${held} open`,
    });
    await answersStill();
  });
});
