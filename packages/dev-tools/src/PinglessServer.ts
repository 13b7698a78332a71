import { createServer } from 'node:http2';
import { AddressInfo, connect, Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { Transform } from 'node:stream';
import { Handler, testCertificate } from './TestServer';

const PREFACE_BYTES = 24;
const HEADER_BYTES = 9;
const PING = 6;

/** Passes on a client's HTTP/2 bytes, except its PING frames (RFC 9113, 4.1 and 6.7). */
function withoutPings(): Transform {
  let held = Buffer.alloc(0);
  let isPrefaceOver = false;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      held = Buffer.concat([held, chunk]);
      if (!isPrefaceOver && held.length >= PREFACE_BYTES) {
        this.push(held.subarray(0, PREFACE_BYTES));
        held = held.subarray(PREFACE_BYTES);
        isPrefaceOver = true;
      }
      while (isPrefaceOver && held.length >= HEADER_BYTES) {
        const end = HEADER_BYTES + held.readUIntBE(0, 3);
        if (held.length < end) {
          break;
        }
        if (held[3] !== PING) {
          this.push(held.subarray(0, end));
        }
        held = held.subarray(end);
      }
      done();
    },
  });
}

/** An HTTP/2 server that answers no ping, as behind a proxy that drops them. */
export class PinglessServer {
  /** How many connections there were. */
  connections = 0;
  readonly #sockets = new Set<Socket>();
  readonly #server;
  readonly #front;

  private constructor(handler: Handler) {
    this.#server = createServer(handler as never);
    const { private: key, cert } = testCertificate();
    this.#front = createTlsServer(
      { key, cert, ALPNProtocols: ['h2'] },
      near => {
        this.connections += 1;
        const { port } = this.#server.address() as AddressInfo;
        const far = connect(port, '127.0.0.1');
        near.pipe(withoutPings()).pipe(far);
        far.pipe(near);
        for (const socket of [near, far]) {
          this.#sockets.add(socket);
          socket.on('error', () => {});
          socket.on('close', () => {
            near.destroy();
            far.destroy();
          });
        }
      },
    );
  }

  static async start(handler: Handler): Promise<PinglessServer> {
    const server = new PinglessServer(handler);
    for (const each of [server.#server, server.#front]) {
      await new Promise<void>(resolve => each.listen(0, '127.0.0.1', resolve));
    }
    return server;
  }

  get url(): string {
    return `https://127.0.0.1:${(this.#front.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#sockets.forEach(socket => socket.destroy());
    for (const each of [this.#server, this.#front]) {
      await new Promise(resolve => each.close(resolve));
    }
  }
}
