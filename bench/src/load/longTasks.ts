/** A task during which a page could not react to its reader. */
export interface LongTask {
  /**
   * From its start to its end, including the time that other programs used
   * meanwhile.
   */
  readonly ms: number;
  /** Processor time of the page's thread. */
  readonly computedMs: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of wall-clock time, and of the thread's processor time. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: {
    name?: string;
    data?: { processId?: number; frames?: { processId: number }[] };
  };
}

/** The categories that Chromium has to trace for `readTasks`. */
export const TRACED = ['disabled-by-default-devtools.timeline', '__metadata'];
/** Events that name the processes which show the page. */
const PAGES = ['TracingStartedInBrowser', 'FrameCommittedInBrowser'];
const LONG_MS = 50;

/**
 * Returns the long tasks of a page's main thread, and the processor time of all
 * its tasks, from a trace of Chromium.
 */
export function readTasks(trace: string): {
  long: LongTask[];
  computedMs: number;
} {
  const { traceEvents } = JSON.parse(trace) as { traceEvents: TraceEvent[] };
  const processes = new Set(
    traceEvents.flatMap(({ name, args: { data } = {} }) =>
      PAGES.includes(name)
        ? [data, ...(data?.frames ?? [])].map(each => each?.processId)
        : [],
    ),
  );
  const threads = new Set(
    traceEvents
      .filter(
        ({ name, args, pid }) =>
          name === 'thread_name' &&
          args?.name === 'CrRendererMain' &&
          processes.has(pid),
      )
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents
    .filter(
      ({ name, ph, pid, tid }) =>
        ph === 'X' && name === 'RunTask' && threads.has(`${pid} ${tid}`),
    )
    .map(({ dur = 0, tdur = 0 }) => ({
      ms: dur / 1_000,
      computedMs: tdur / 1_000,
    }));
  return {
    long: tasks.filter(({ ms }) => ms > LONG_MS),
    computedMs: tasks.reduce((sum, { computedMs }) => sum + computedMs, 0),
  };
}
