/** A task that kept a page from answering its reader. */
export interface LongTask {
  /** From its begin to its end, with what other programs were given meanwhile. */
  readonly ms: number;
  /** Processor time of the page's thread. */
  readonly computedMs: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds, by the wall clock and by the thread's. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: {
    name?: string;
    data?: { processId?: number; frames?: { processId: number }[] };
  };
}

/** What Chromium has to trace for `readTasks`. */
export const TRACED = ['disabled-by-default-devtools.timeline', '__metadata'];
/** Events that tell which processes show the page. */
const PAGES = ['TracingStartedInBrowser', 'FrameCommittedInBrowser'];
const LONG_MS = 50;

/** The long tasks of a page's main thread, and what all its tasks computed, of a trace of Chromium. */
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
