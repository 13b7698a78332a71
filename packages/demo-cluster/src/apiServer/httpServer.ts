import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { createHttpApi, HttpApiOptions } from './httpApi';

/** A listening API server. */
export interface HttpServer {
  /** Such as `http://127.0.0.1:41234`. */
  readonly url: string;
  /** Cuts every connection, as a load balancer or a restart does; clients may connect again at once. */
  dropConnections(): void;
  /** Cuts every connection and frees the port. */
  stop(): Promise<void>;
}

/** Listens on the loopback only: the tokens are not secret. Port 0 takes a free one. */
export async function startHttpServer(
  options: Omit<HttpApiOptions, 'openWatches'> & { port: number },
): Promise<HttpServer> {
  const openWatches = new Set<() => void>();
  const server = createServer(createHttpApi({ ...options, openWatches }));
  // Connections are kept for as long as clients like; ours are stopped by stop().
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    dropConnections: () => server.closeAllConnections(),
    stop: () =>
      new Promise((resolve, reject) => {
        server.close(error => (error ? reject(error) : resolve()));
        server.closeAllConnections();
        // Their connections' own ends may be told of only after this promise.
        openWatches.forEach(stop => stop());
      }),
  };
}
