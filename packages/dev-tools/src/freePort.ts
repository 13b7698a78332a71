import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ports that Linux and macOS give to a program that asks for any, so that
 * no other one gets the port before the one that it is meant for.
 */
const RANGE = { from: 20_000, to: 32_000 };
const TRIES = 100;

const given = new Set<number>();

/**
 * A TCP port on the loopback address that is free now, and another one each
 * time.
 *
 * @throws Error where none was found
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < TRIES; tries++) {
    const port = randomInt(RANGE.from, RANGE.to);
    if (!given.has(port) && (await isPortFree(port))) {
      given.add(port);
      return port;
    }
  }
  throw new Error(
    `None of ${TRIES} ports from ${RANGE.from} to ${RANGE.to} was free`,
  );
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
