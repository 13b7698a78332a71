import { AddressInfo, connect, createServer, Server, Socket } from 'node:net';

/** How a SOCKS 5 proxy behaves. */
export interface SocksProxyOptions {
  readonly credentials?: { readonly user: string; readonly password: string };
  /** The reply code with which it refuses every connection (RFC 1928, 6). */
  readonly refuseWith?: number;
}

const VERSION = 5;
const NO_AUTHENTICATION = 0;
const USER_AND_PASSWORD = 2;
const NOTHING_ACCEPTABLE = 0xff;

/**
 * A SOCKS 5 proxy on the loopback address. It takes names alone (address type
 * 3) and IPv4 addresses, and connects every client to one port of the loopback
 * address.
 */
export class SocksProxy {
  /** The hosts that clients asked for. */
  readonly asked: string[] = [];
  readonly #options: SocksProxyOptions;
  readonly #port: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  static async start(
    port: number,
    options: SocksProxyOptions = {},
  ): Promise<SocksProxy> {
    const proxy = new SocksProxy(port, options);
    await new Promise<void>(resolve => {
      proxy.#server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  private constructor(port: number, options: SocksProxyOptions) {
    this.#options = options;
    this.#port = port;
    this.#server = createServer(client => {
      this.#keep(client);
      this.#greet(client);
    });
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#sockets.delete(socket));
  }

  // The client waits for each answer, so one message comes at a time.
  #greet(client: Socket): void {
    client.once('data', greeting => {
      const methods = greeting.subarray(2, 2 + greeting[1]);
      const { credentials } = this.#options;
      const method = credentials ? USER_AND_PASSWORD : NO_AUTHENTICATION;
      if (!methods.includes(method)) {
        client.end(Buffer.from([VERSION, NOTHING_ACCEPTABLE]));
        return;
      }
      client.write(Buffer.from([VERSION, method]));
      if (credentials) {
        this.#authenticate(client, credentials);
      } else {
        this.#connect(client);
      }
    });
  }

  #authenticate(
    client: Socket,
    { user, password }: { user: string; password: string },
  ): void {
    client.once('data', message => {
      const userEnd = 2 + message[1];
      const isRight =
        message.subarray(2, userEnd).toString() === user &&
        message.subarray(userEnd + 1).toString() === password;
      client.write(Buffer.from([1, isRight ? 0 : 1]));
      if (isRight) {
        this.#connect(client);
      }
    });
  }

  #connect(client: Socket): void {
    client.once('data', request => {
      this.asked.push(
        request[3] === 3
          ? request.subarray(5, 5 + request[4]).toString()
          : request.subarray(4, 8).join('.'),
      );
      const code = this.#options.refuseWith ?? 0;
      const reply = Buffer.from([VERSION, code, 0, 1, 0, 0, 0, 0, 0, 0]);
      if (code > 0) {
        client.end(reply);
        return;
      }
      const server = connect(this.#port, '127.0.0.1', () => {
        client.write(reply);
        server.pipe(client).pipe(server);
      });
      this.#keep(server);
      server.on('close', () => client.destroy());
      client.on('close', () => server.destroy());
    });
  }

  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#sockets.forEach(socket => socket.destroy());
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }
}
