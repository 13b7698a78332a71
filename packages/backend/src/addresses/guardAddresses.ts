import { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Duplex } from 'node:stream';
import { KnownAddresses, Refusal, refusalOf } from './knownAddresses';

/** The first handler of all: refuses requests under a foreign name, or from a foreign page. */
export function guardRequests(known: KnownAddresses) {
  return (
    request: IncomingMessage,
    response: ServerResponse,
    next: () => void,
  ): void => {
    const refusal = refusalOf(request.headers, known);
    if (!refusal) {
      next();
      return;
    }
    const { status } = refusal;
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(bodyOf(refusal));
  };
}

/**
 * Does the same for WebSockets, which no handler of requests sees. It listens
 * only once another listener accepts upgrades: until then they come as
 * requests, and a listener would keep them from being answered.
 */
export function guardUpgrades(server: Server, known: KnownAddresses): void {
  let isGuarded = false;
  server.on('newListener', event => {
    if (event === 'upgrade' && !isGuarded) {
      isGuarded = true;
      server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
        const refusal = refusalOf(request.headers, known);
        if (refusal) {
          refuseUpgrade(socket, refusal);
        }
      });
    }
  });
}

/** Leaves the socket ended, so that the listeners that come after can do nothing with it. */
function refuseUpgrade(socket: Duplex, refusal: Refusal): void {
  const body = bodyOf(refusal);
  const head = [
    `HTTP/1.1 ${refusal.status} Refused`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

/** In the form of Backstage's own errors. */
function bodyOf({ status, message }: Refusal): string {
  return JSON.stringify({
    error: { name: 'NotAllowedError', message },
    response: { statusCode: status },
  });
}
