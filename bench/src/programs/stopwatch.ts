import { processorMsOf } from '../load/processorTime';
import { Target } from '../load/startMock';

/** The elapsed time, and the processor time of the programs meanwhile. */
export interface Times {
  readonly ms: number;
  /** Processor time of the thread that this runs on. */
  readonly computedMs: number;
  /** Processor time of the server's programs. */
  readonly serverMs: number;
}

/** Processor time of the thread that this runs on, so far. Milliseconds. */
export function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** Starts at once; the returned function says how long ago that was. */
export function stopwatch({ processIds }: Target): () => Times {
  const thread = threadMs();
  const server = processorMsOf(processIds);
  const startedAt = performance.now();
  return () => ({
    ms: performance.now() - startedAt,
    computedMs: threadMs() - thread,
    serverMs: processorMsOf(processIds) - server,
  });
}
