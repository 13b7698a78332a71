import { createServer } from 'node:net';

/**
 * A TCP port on the loopback address that is free now. The system hands out a
 * different one each time, so two calls in a row do not collide.
 */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') {
          reject(new Error('the system gave no port'));
        } else {
          resolve(address.port);
        }
      });
    });
  });
}

/**
 * Whether a port of the loopback address can be listened on. A program that
 * was told to end keeps its port until it is really gone, and its successor
 * would then talk to a dying neighbour.
 */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
