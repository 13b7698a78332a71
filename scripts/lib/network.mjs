/** Ports and addresses of this machine. */
import { createServer } from 'node:net';

/** @returns {Promise<number>} a free port of 127.0.0.1 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Whether a program listens on that port, on the loopback or on any address.
 */
export async function isPortTaken(port) {
  // Some systems allow a wildcard listener beside a loopback listener, so this
  // asks for both.
  return (
    (await isAddressTaken({ port, host: '127.0.0.1' })) ||
    (await isAddressTaken({ port }))
  );
}

function isAddressTaken(address) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', error =>
      error.code === 'EADDRINUSE' ? resolve(true) : reject(error),
    );
    server.listen(address, () => server.close(() => resolve(false)));
  });
}

/**
 * Waits until an address answers with a success, or (`anyStatus`) at all.
 *
 * @param {string} url
 * @param {{ signal: AbortSignal, anyStatus?: boolean, everyMs?: number }}
 * options rejects when the signal is aborted
 */
export async function waitForAnswer(
  url,
  { signal, anyStatus = false, everyMs = 250 },
) {
  for (;;) {
    signal.throwIfAborted();
    try {
      const response = await fetch(url, { signal });
      await response.arrayBuffer();
      if (response.ok || anyStatus) {
        return;
      }
    } catch {
      signal.throwIfAborted();
    }
    await new Promise(resolve => setTimeout(resolve, everyMs));
  }
}
