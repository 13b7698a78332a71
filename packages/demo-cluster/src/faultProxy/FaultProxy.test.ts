import { once } from 'node:events';
import { AddressInfo, connect, createServer, Server, Socket } from 'node:net';
import { FaultProxy } from './FaultProxy';

const TEXT = 'the quick brown fox jumps over the lazy dog';

describe('FaultProxy', () => {
  let server: Server;
  /** The text that the server's side of each connection got. */
  let got: string;
  let serverSockets: Socket[];
  let waits: number[];
  let proxy: FaultProxy;
  let clients: Socket[];

  beforeEach(async () => {
    got = '';
    serverSockets = [];
    clients = [];
    waits = [];
    // Says back what it hears, and goes on hearing when it has ended itself.
    server = createServer({ allowHalfOpen: true }, socket => {
      serverSockets.push(socket);
      socket.on('error', () => {});
      socket.on('data', data => {
        got += data;
        if (socket.writable) {
          socket.write(data);
        }
      });
      socket.on('end', () => socket.end());
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    proxy = await FaultProxy.start({
      target: (server.address() as AddressInfo).port,
      random: () => 0.5,
      wait: async ms => waits.push(ms),
    });
  });

  afterEach(async () => {
    clients.forEach(client => client.destroy());
    await proxy.close();
    serverSockets.forEach(socket => socket.destroy());
    await new Promise(resolve => server.close(resolve));
  });

  function open() {
    const client = connect({
      port: proxy.port,
      host: '127.0.0.1',
      allowHalfOpen: true,
    });
    clients.push(client);
    const heard: Buffer[] = [];
    client.on('data', data => heard.push(data));
    client.on('error', () => {});
    return { client, heard, text: () => Buffer.concat(heard).toString() };
  }

  async function until(condition: () => boolean) {
    for (let looks = 0; !condition(); looks++) {
      if (looks > 1_000) {
        throw new Error('what was waited for has not come');
      }
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  }

  it('passes everything on, both ways, and counts', async () => {
    const { client, text } = open();
    client.end(TEXT);
    await once(client, 'end');
    expect(text()).toBe(TEXT);
    expect(proxy.connections).toBe(1);
    expect(waits).toEqual([]);
  });

  it('holds everything back as a black hole, and lets it pass when healed', async () => {
    const { client, text } = open();
    client.write('before ');
    await until(() => text() === 'before ');
    proxy.blackHole();
    client.write('after');
    const late = open();
    late.client.write('late');
    await once(late.client, 'connect');
    expect(got).toBe('before ');
    proxy.heal();
    await until(() => text() === 'before after' && late.text() === 'late');
  });

  it('resets', async () => {
    const { client, text } = open();
    client.write(TEXT);
    await until(() => text() === TEXT);
    const failed = once(client, 'error');
    proxy.reset();
    await expect(failed).resolves.toEqual([
      expect.objectContaining({ code: 'ECONNRESET' }),
    ]);
  });

  it('loses what is sent over one connection, and nothing of the others', async () => {
    const first = open();
    first.client.write('a');
    await until(() => first.text() === 'a');
    const second = open();
    second.client.write('b');
    await until(() => second.text() === 'b');
    proxy.strand();
    serverSockets[1].end('the end');
    second.client.write('lost');
    proxy.heal();
    const third = open();
    for (const { client, text } of [first, third]) {
      client.write('c');
      await until(() => text().endsWith('c'));
    }
    expect(second.text()).toBe('b');
    expect(second.client.readableEnded).toBe(false);
    expect(got).toBe('abcc');
    second.client.end();
    await until(() => proxy.open === 2);
  });

  it('closes one half: the client hears the end, and is still heard', async () => {
    const { client, text } = open();
    client.write('a');
    await until(() => text() === 'a');
    const ended = once(client, 'end');
    proxy.halfClose();
    await ended;
    client.write('b');
    await until(() => got === 'ab');
    expect(proxy.open).toBe(1);
  });

  it('cuts also what it has just half closed', async () => {
    const { client, text } = open();
    client.write('a');
    await until(() => text() === 'a');
    proxy.halfClose();
    proxy.reset();
    // The peer answers with a reset when data is sent to a closed socket.
    await until(() => {
      client.write('b');
      return client.closed;
    });
    expect(got).toBe('a');
    expect(proxy.open).toBe(0);
  });

  it('refuses new connections, and accepts them again on the same port', async () => {
    const { port } = proxy;
    const old = open();
    await once(old.client, 'connect');
    proxy.refuse();
    const refused = open();
    const [error] = await once(refused.client, 'error');
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
    old.client.write(TEXT);
    await until(() => old.text() === TEXT);
    await proxy.accept();
    expect(proxy.port).toBe(port);
    const accepted = open();
    accepted.client.write(TEXT);
    await until(() => accepted.text() === TEXT);
  });

  it('cuts what passes into small pieces', async () => {
    proxy.set({ toClient: { sliceBytes: 4, latencyMs: 1 } });
    const { client, text } = open();
    client.write(TEXT);
    await until(() => text() === TEXT);
    expect(waits).toHaveLength(Math.ceil(TEXT.length / 4));
  });

  it('is slow, by bytes and by pieces', async () => {
    proxy.set({ toServer: { bytesPerSecond: 100, latencyMs: 30 } });
    const { client, text } = open();
    client.write(TEXT);
    await until(() => text() === TEXT);
    // 43 bytes in pieces of a tenth of a second.
    expect(waits).toEqual([130, 130, 130, 130, 60]);
  });

  it('cuts a connection after so many bytes', async () => {
    proxy.set({ toClient: { limitBytes: 10 } });
    const { client, text } = open();
    client.write(TEXT);
    await once(client, 'end');
    expect(text()).toBe(TEXT.slice(0, 10));
  });

  it('leaves nothing open when it is closed', async () => {
    const { client } = open();
    await once(client, 'connect');
    await proxy.close();
    expect(proxy.open).toBe(0);
  });

  it('tells of an end late', async () => {
    proxy.set({ toServer: { slowCloseMs: 70 } });
    const { client } = open();
    client.end(TEXT);
    await once(client, 'end');
    expect(waits).toEqual([70]);
  });
});
