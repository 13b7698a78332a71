/** A Backstage and the demo cluster it observes, as programs of this machine. */
import { join } from 'node:path';
import { ROOT } from '../toolchain.mjs';
import { waitForAnswer } from './network.mjs';
import { explainEnd } from './programs.mjs';
import { watchStartupFailure } from './startup-failure.mjs';

const READY_WITHIN_MS = 180_000;

/** The arguments with which Node runs the demo cluster on that port of 127.0.0.1. */
export function demoClusterArguments(port) {
  return [
    '--require',
    join(ROOT, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
    join(ROOT, 'packages/demo-cluster/src/main.ts'),
    '--port',
    `${port}`,
  ];
}

/**
 * Waits until backend and page answer. Ends everything where that fails, or
 * takes too long.
 *
 * @param {{ frontendUrl: string, backendUrl: string }} addresses
 */
export async function untilUsable(addresses, { programs, log }) {
  const { signal, end } = programs;
  const stopWatching = watchStartupFailure(log, end);
  const timer = setTimeout(async () => {
    const what = `Backstage was not ready after ${READY_WITHIN_MS / 1000} s`;
    end(await explainEnd(what, { log }));
  }, READY_WITHIN_MS);
  try {
    const readiness = '/.backstage/health/v1/readiness';
    await Promise.all([
      waitForAnswer(`${addresses.backendUrl}${readiness}`, { signal }),
      waitForAnswer(addresses.frontendUrl, { signal }),
    ]);
  } finally {
    clearTimeout(timer);
    stopWatching();
  }
}
