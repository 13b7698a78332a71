import { EventEmitter, once } from 'node:events';
import { AddressInfo, connect, createServer, Server, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Faults, slice, waitFor } from './faults';

/** How a fault proxy is to be. */
export interface FaultProxyOptions {
  /** The port of the loopback address that it stands before. */
  readonly target: number;
  /** Chance, for jitter; from 0 (included) to 1 (excluded). Default: Math.random. */
  readonly random?: () => number;
  /** How to wait, in milliseconds; must reject when the signal is aborted. Default: by the machine's time. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

interface Connection {
  readonly near: Socket;
  readonly far: Socket;
  readonly over: AbortController;
  isStranded: boolean;
}

/**
 * A TCP proxy on the loopback address, for tests, which can do to a connection
 * what networks do. Pure Node: nothing is to be installed.
 */
export class FaultProxy {
  /** How many connections there were. */
  connections = 0;
  readonly #options: Required<FaultProxyOptions>;
  readonly #open = new Set<Connection>();
  readonly #changes = new EventEmitter().setMaxListeners(0);
  #server: Server;
  #port = 0;
  #toServer: Faults = {};
  #toClient: Faults = {};

  static async start(options: FaultProxyOptions): Promise<FaultProxy> {
    const proxy = new FaultProxy(options);
    await proxy.accept();
    return proxy;
  }

  private constructor(options: FaultProxyOptions) {
    this.#options = {
      random: Math.random,
      wait: (ms, signal) => sleep(ms, undefined, { signal }),
      ...options,
    };
    this.#server = this.#createServer();
  }

  get port(): number {
    return this.#port;
  }

  /** How many connections are open now. */
  get open(): number {
    return this.#open.size;
  }

  /** Sets the faults from now on; they replace the earlier ones. */
  set(faults: { toServer?: Faults; toClient?: Faults }): void {
    this.#toServer = faults.toServer ?? {};
    this.#toClient = faults.toClient ?? {};
    this.#changes.emit('change');
  }

  /** Both directions pass nothing, on new connections too. */
  blackHole(): void {
    this.set({ toServer: { blackHole: true }, toClient: { blackHole: true } });
  }

  /**
   * Ends all faults; the data that was held back passes. Connections that were
   * cut stay so.
   */
  heal(): void {
    this.set({});
  }

  /**
   * Loses all data that is sent from now on over one of the open connections,
   * without notice to either side: a firewall has forgotten it. The connection
   * is chosen at random; the others, and new ones, are as they were.
   */
  strand(): void {
    const connections = [...this.#open].filter(({ isStranded }) => !isStranded);
    const index = Math.floor(this.#options.random() * connections.length);
    if (connections.length > 0) {
      connections[index].isStranded = true;
    }
  }

  /** Cuts every connection with a reset. */
  reset(): void {
    for (const { near, far } of this.#open) {
      // Node reports that a socket which is just being shut down cannot be reset,
      // and then never closes it.
      if (near.writableEnded && !near.writableFinished) {
        near.destroy();
      } else {
        near.resetAndDestroy();
      }
      far.destroy();
    }
  }

  /**
   * Ends the server's side of every connection; the client's data still
   * arrives.
   */
  halfClose(): void {
    for (const { near } of this.#open) {
      near.end();
    }
  }

  /** New connections are refused; open ones stay. */
  refuse(): void {
    // It is closed when its connections are, and refuses from now on.
    this.#server.close();
  }

  /** New connections are accepted, on the same port as ever. */
  async accept(): Promise<void> {
    if (!this.#server.listening) {
      this.#server = this.#createServer();
      this.#server.listen(this.#port, '127.0.0.1');
      await once(this.#server, 'listening');
      this.#port = (this.#server.address() as AddressInfo).port;
    }
  }

  /** Cuts every connection and frees the port. */
  async close(): Promise<void> {
    const closed = [...this.#open].flatMap(({ near, far }) => [
      once(near, 'close'),
      once(far, 'close'),
    ]);
    if (this.#server.listening) {
      closed.push(once(this.#server, 'close'));
      this.#server.close();
    }
    this.reset();
    await Promise.all(closed);
  }

  #createServer(): Server {
    // Half-open, so that one side's end can be told to the other late or never.
    return createServer({ allowHalfOpen: true, noDelay: true }, socket =>
      this.#relay(socket),
    );
  }

  #relay(near: Socket): void {
    this.connections += 1;
    const far = connect({
      port: this.#options.target,
      host: '127.0.0.1',
      allowHalfOpen: true,
      noDelay: true,
    });
    const connection: Connection = {
      near,
      far,
      over: new AbortController(),
      isStranded: false,
    };
    this.#open.add(connection);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ]) {
      socket.on('error', () => {});
      socket.on('close', () => {
        connection.over.abort();
        this.#open.delete(connection);
        other.destroy();
      });
    }
    void this.#pump(connection, near, far, () => this.#toServer);
    void this.#pump(connection, far, near, () => this.#toClient);
  }

  async #pump(
    connection: Connection,
    from: Socket,
    to: Socket,
    faults: () => Faults,
  ): Promise<void> {
    const { wait, random } = this.#options;
    const { signal } = connection.over;
    let passed = 0;
    try {
      for await (const chunk of from) {
        await this.#passable(faults, signal);
        for (const piece of slice(chunk, faults())) {
          const waitMs = waitFor(piece.length, faults(), random);
          if (waitMs > 0) {
            await wait(waitMs, signal);
          }
          await this.#passable(faults, signal);
          if (connection.isStranded) {
            break;
          }
          const left = (faults().limitBytes ?? Infinity) - passed;
          passed += piece.length;
          await write(to, piece.subarray(0, Math.max(0, left)), signal);
          if (piece.length >= left) {
            // Passes on the data sent before it: an end, not a reset.
            to.destroySoon();
            return;
          }
        }
      }
      await this.#passable(faults, signal);
      if (connection.isStranded) {
        // A client that gives up the connection is rid of it without notice to
        // the other side.
        if (from === connection.near) {
          from.destroy();
        }
        return;
      }
      const { slowCloseMs = 0 } = faults();
      if (slowCloseMs > 0) {
        await wait(slowCloseMs, signal);
      }
      to.end();
    } catch {
      // One side is gone, and with it the other.
      to.destroy();
    }
  }

  /** Resolves when nothing is held back. */
  async #passable(faults: () => Faults, signal: AbortSignal): Promise<void> {
    while (faults().blackHole) {
      await once(this.#changes, 'change', { signal });
    }
  }
}

async function write(
  socket: Socket,
  piece: Buffer,
  signal: AbortSignal,
): Promise<void> {
  if (socket.writable && !socket.write(piece)) {
    await once(socket, 'drain', { signal });
  }
}
