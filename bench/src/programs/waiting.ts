import { monitorEventLoopDelay } from 'node:perf_hooks';
import { threadMs } from './stopwatch';

/** The most that others wait, in milliseconds. */
export interface Waited {
  readonly maxDelayMs: number;
  /** The most that the thread computed between two turns of the event loop: a delay that others would see with a core to spare. */
  readonly maxComputedMs: number;
}

/** How long others waited for their turn of the event loop while something was done. */
export async function waiting<T>(work: () => Promise<T>): Promise<T & Waited> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let maxComputedMs = 0;
  let lastMs = threadMs();
  delay.enable();
  const timer = setInterval(() => {
    const nowMs = threadMs();
    maxComputedMs = Math.max(maxComputedMs, nowMs - lastMs);
    lastMs = nowMs;
  }, 1);
  // What it measures is the time between two ticks: there has to be a first.
  await new Promise(resolve => setTimeout(resolve, 20));
  const result = await work();
  // One more turn, so that the last piece of work is in it.
  await new Promise(resolve => setTimeout(resolve, 5));
  clearInterval(timer);
  delay.disable();
  return { ...result, maxDelayMs: delay.max / 1e6, maxComputedMs };
}
