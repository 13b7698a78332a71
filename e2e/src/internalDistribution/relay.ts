import { connect, createServer, Server, Socket } from 'node:net';
import { freePort } from '@central-secrets/dev-tools';

/**
 * Passes connections on to a server, until it is stopped: then its port refuses
 * them, as that of a stopped server does.
 */
export class Relay {
  readonly #sockets = new Set<Socket>();
  #server?: Server;

  private constructor(readonly port: number, readonly target: number) {}

  /** @param url - the server's; at the loopback address */
  static async start(url: string): Promise<Relay> {
    const relay = new Relay(await freePort(), Number(new URL(url).port));
    await relay.start();
    return relay;
  }

  async start(): Promise<void> {
    const server = createServer(socket => {
      const onward = connect(this.target, '127.0.0.1');
      for (const each of [socket, onward]) {
        this.#sockets.add(each);
        each.on('close', () => this.#sockets.delete(each));
        each.on('error', () => {
          socket.destroy();
          onward.destroy();
        });
      }
      socket.pipe(onward).pipe(socket);
    });
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    this.#sockets.forEach(socket => socket.destroy());
    await new Promise<void>(resolve => {
      if (server) {
        server.close(() => resolve());
      } else {
        resolve();
      }
    });
  }
}
