import { monitorEventLoopDelay } from 'node:perf_hooks';
import { threadMs } from './stopwatch';

/** The longest wait of others, in milliseconds. */
export interface Waited {
  readonly maxDelayMs: number;
  /**
   * The longest computation of the thread between two turns of the event loop:
   * the delay that others would see with a spare core.
   */
  readonly maxComputedMs: number;
}

/**
 * Measures how long others wait for their turn of the event loop during some
 * work.
 */
export async function measureWait<T>(
  work: () => Promise<T>,
): Promise<T & Waited> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let maxComputedMs = 0;
  let lastMs = threadMs();
  delay.enable();
  const timer = setInterval(() => {
    const nowMs = threadMs();
    maxComputedMs = Math.max(maxComputedMs, nowMs - lastMs);
    lastMs = nowMs;
  }, 1);
  // It measures the time between two ticks, so the first one has to come before
  // the work.
  await new Promise(resolve => setTimeout(resolve, 20));
  const result = await work();
  // One more turn includes the last piece of work.
  await new Promise(resolve => setTimeout(resolve, 5));
  clearInterval(timer);
  delay.disable();
  return { ...result, maxDelayMs: delay.max / 1e6, maxComputedMs };
}
