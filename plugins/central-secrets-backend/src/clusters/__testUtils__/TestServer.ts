import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { createSecureServer, Http2SecureServer } from 'node:http2';
import { createServer as createTlsServer } from 'node:https';
import {
  AddressInfo,
  connect,
  createServer as createTcpServer,
  Socket,
} from 'node:net';
import { generate } from 'selfsigned';

/** What a test answers with; the HTTP/2 server speaks the same interface. */
export type Handler = (
  request: Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'on'>,
  response: Pick<ServerResponse, 'writeHead' | 'write' | 'end' | 'on'>,
) => void;

let certificate: { private: string; cert: string } | undefined;

/** Made once per test file; nothing secret, and gone with the process. */
export function testCertificate() {
  certificate ??= generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    algorithm: 'sha256',
    days: 2,
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return certificate;
}

/**
 * A server behind a TCP relay that can be turned into a black hole or reset.
 * The relay counts connections; closing it closes everything.
 */
export class TestServer {
  connections = 0;
  readonly #sockets = new Set<Socket>();
  #blackHole = false;

  private constructor(
    readonly url: string,
    private readonly servers: (
      | Server
      | Http2SecureServer
      | ReturnType<typeof createTcpServer>
    )[],
  ) {}

  static async start(
    protocol: 'http' | 'https' | 'h2',
    handler: Handler,
  ): Promise<TestServer> {
    const { private: key, cert } =
      protocol === 'http' ? { private: '', cert: '' } : testCertificate();
    const server = {
      http: () => createServer(handler),
      https: () => createTlsServer({ key, cert }, handler),
      h2: () =>
        createSecureServer({ key, cert, allowHTTP1: true }, handler as never),
    }[protocol]();
    const target = await listen(server);
    // eslint-disable-next-line prefer-const
    let self: TestServer;
    const relay = createTcpServer(socket => self.#relay(socket, target));
    const port = await listen(relay);
    self = new TestServer(
      `${protocol === 'http' ? 'http' : 'https'}://127.0.0.1:${port}`,
      [server, relay],
    );
    return self;
  }

  /** Connections stay open and pass on nothing any more; new ones too. */
  blackHole(): void {
    this.#blackHole = true;
    this.#sockets.forEach(socket => socket.unpipe());
  }

  /** New connections work again. */
  heal(): void {
    this.#blackHole = false;
  }

  reset(): void {
    this.#sockets.forEach(socket => socket.resetAndDestroy());
  }

  /** How many connections are open now. */
  get open(): number {
    return this.#sockets.size / 2;
  }

  async close(): Promise<void> {
    this.reset();
    await Promise.all(
      this.servers.map(
        server => new Promise(resolve => server.close(resolve as () => void)),
      ),
    );
  }

  #relay(near: Socket, target: number): void {
    this.connections += 1;
    const far = connect(target, '127.0.0.1');
    if (!this.#blackHole) {
      near.pipe(far).pipe(near);
    }
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ]) {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
  }
}

function listen(server: {
  listen(port: number, host: string, listening: () => void): unknown;
  address(): AddressInfo | string | null;
}): Promise<number> {
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () =>
      resolve((server.address() as AddressInfo).port),
    );
  });
}
