import { setImmediate as waitForNextTurn } from 'node:timers/promises';

/**
 * The heap in bytes, after everything unreachable was collected. Needs
 * --expose-gc.
 */
export async function settledHeap(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    await waitForNextTurn();
    globalThis.gc!();
  }
  return process.memoryUsage().heapUsed;
}
