import { setImmediate as turn } from 'node:timers/promises';

/** The heap in bytes, once everything that nobody holds is gone. Needs --expose-gc. */
export async function settledHeap(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    await turn();
    globalThis.gc!();
  }
  return process.memoryUsage().heapUsed;
}
