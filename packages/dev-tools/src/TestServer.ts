import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { createSecureServer, Http2SecureServer } from 'node:http2';
import { createServer as createTlsServer } from 'node:https';
import { AddressInfo } from 'node:net';
import { FaultProxy } from '@central-secrets/demo-cluster';
import { generate } from 'selfsigned';

/**
 * The function with which a test answers; the HTTP/2 server has the same
 * interface.
 */
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

/** A server behind a fault proxy; closing it closes everything. */
export class TestServer {
  readonly #server: Server | Http2SecureServer;
  readonly #proxy: FaultProxy;

  private constructor(
    readonly url: string,
    server: Server | Http2SecureServer,
    proxy: FaultProxy,
  ) {
    this.#server = server;
    this.#proxy = proxy;
  }

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
    const proxy = await FaultProxy.start({ target: await listen(server) });
    return new TestServer(
      `${protocol === 'http' ? 'http' : 'https'}://127.0.0.1:${proxy.port}`,
      server,
      proxy,
    );
  }

  /** How many connections there were. */
  get connections(): number {
    return this.#proxy.connections;
  }

  /** How many connections are open now. */
  get open(): number {
    return this.#proxy.open;
  }

  /** Connections stay open and no longer pass on any data; new ones too. */
  blackHole(): void {
    this.#proxy.blackHole();
  }

  /** Everything passes again. */
  heal(): void {
    this.#proxy.heal();
  }

  reset(): void {
    this.#proxy.reset();
  }

  async close(): Promise<void> {
    await this.#proxy.close();
    await new Promise(resolve => this.#server.close(resolve as () => void));
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
