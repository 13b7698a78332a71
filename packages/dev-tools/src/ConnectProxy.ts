import { createServer, IncomingMessage, Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { AddressInfo, connect, Socket } from 'node:net';
import { testCertificate } from './TestServer';

/** How a proxy behaves. */
export interface ConnectProxyOptions {
  /**
   * A port of the loopback address where every connection ends, whatever host
   * the client asks for. Default: the host and port that it asks for.
   */
  readonly port?: number;
  /** `user:password`, without which it answers 407. */
  readonly credentials?: string;
  /** The status with which it refuses every connection. */
  readonly refuseWith?: number;
  /** Whether clients reach it over TLS, with the test certificate. */
  readonly tls?: boolean;
}

/** An HTTP proxy on the loopback address that knows CONNECT alone. */
export class ConnectProxy {
  /** The hosts and ports that clients asked for. */
  readonly asked: string[] = [];
  readonly #options: ConnectProxyOptions;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  static async start(options: ConnectProxyOptions = {}): Promise<ConnectProxy> {
    const proxy = new ConnectProxy(options);
    await new Promise<void>(resolve => {
      proxy.#server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  private constructor(options: ConnectProxyOptions) {
    this.#options = options;
    const { private: key, cert } = options.tls
      ? testCertificate()
      : { private: '', cert: '' };
    this.#server = options.tls
      ? createTlsServer({ key, cert })
      : createServer();
    this.#server.on(
      'connect',
      (request: IncomingMessage, client: Socket, head: Buffer) =>
        this.#connect(request, client, head),
    );
  }

  #connect(request: IncomingMessage, client: Socket, head: Buffer): void {
    this.asked.push(request.url!);
    client.on('error', () => client.destroy());
    const status = this.#refusal(request);
    if (status) {
      client.end(`HTTP/1.1 ${status} Refused\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(`tcp://${request.url}`);
    const target =
      this.#options.port === undefined
        ? { host: hostname, port: Number(port) }
        : { host: '127.0.0.1', port: this.#options.port };
    const server = connect(target, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      server.write(head);
      server.pipe(client).pipe(server);
    });
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ]) {
      this.#sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
  }

  #refusal({ headers }: IncomingMessage): number | undefined {
    const { credentials, refuseWith } = this.#options;
    const expected =
      credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
    if (expected && headers['proxy-authorization'] !== expected) {
      return 407;
    }
    return refuseWith;
  }

  /** The host and port at which it listens. */
  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `${this.#options.tls ? 'https' : 'http'}://${this.address}`;
  }

  /** How many sockets are open, two for each connection. */
  get open(): number {
    return this.#sockets.size;
  }

  async close(): Promise<void> {
    this.#sockets.forEach(socket => socket.destroy());
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }
}
