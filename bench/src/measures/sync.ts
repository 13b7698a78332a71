import { Bench, median, Source } from '../Bench';
import { countOf } from '../load/shape';
import type { InformerResult } from '../programs/informer';
import type { Times } from '../programs/stopwatch';
import type { SyncResult } from '../programs/sync';
import { atLeast, atMost, Row, within } from '../report/Row';

const SERVERS: Readonly<Record<Source, string>> = {
  mock: 'mock API server',
  real: 'real kube-apiserver',
};

/**
 * Reads all ExternalSecrets into an inventory, against fetching and parsing the
 * same pages only.
 */
export function coldSync(source: Source) {
  return async (bench: Bench): Promise<Row[]> => {
    const size = source === 'mock' ? bench.sizes.main : bench.sizes.real;
    const colds = await bench.colds(source, size);
    return [
      atMost(
        {
          measure: `cold sync of ${size} ExternalSecrets, ${SERVERS[source]} (s)`,
          ours: median(colds.map(({ sync }) => sync.ms)) / 1_000,
          against: median(colds.map(({ fetch }) => fetch.ms)) / 1_000,
          note: `fetching, then JSON.parse, of the same pages, one after another; ${describeProcessorTime(
            colds.map(({ sync }) => sync),
            colds.map(({ fetch }) => fetch),
          )}`,
        },
        1,
      ),
      loopDelay(
        source,
        size,
        colds.map(({ sync }) => sync),
      ),
    ];
  };
}

/**
 * The processor time of a run: with two cores, it explains most of the elapsed
 * time.
 */
function describeProcessorTime(
  ours: readonly Times[],
  theirs: readonly Times[],
): string {
  const seconds = (runs: readonly Times[], of: (times: Times) => number) => {
    const ms = median(runs.map(of));
    return Number.isNaN(ms) ? 'unknown' : `${(ms / 1_000).toFixed(1)} s`;
  };
  const describe = (runs: readonly Times[]) =>
    `${seconds(runs, ({ computedMs }) => computedMs)} and its server ${seconds(
      runs,
      ({ serverMs }) => serverMs,
    )}`;
  return `processor time: ours ${describe(ours)}, the other ${describe(
    theirs,
  )}`;
}

/**
 * The same cold sync in one list, which is the default, and in pages; while
 * other clients write, and after a while without writes. The API server keeps
 * the data for pages only until etcd compacts that version; after that, it
 * reads every page from etcd.
 */
export async function oneList(bench: Bench): Promise<Row[]> {
  const { real } = bench.sizes;
  const rowOf = async (when: string) => {
    const both = await bench.bothWays();
    const whole = both.map(run => run.whole);
    const paged = both.map(run => run.paged);
    return atMost(
      {
        measure: `cold sync of ${real} ExternalSecrets in one list, ${when}, real kube-apiserver (s)`,
        ours: median(whole.map(({ ms }) => ms)) / 1_000,
        against: median(paged.map(({ ms }) => ms)) / 1_000,
        note: `the same in pages; ${describeProcessorTime(whole, paged)}`,
      },
      1,
    );
  };
  return [
    await rowOf('with other writers'),
    await bench.whileQuiet(() => rowOf('without other writers')),
  ];
}

/**
 * The delay of the event loop during the sync: the wait of every other request
 * in the process.
 */
function loopDelay(
  source: Source,
  size: number,
  syncs: readonly SyncResult[],
): Row {
  return within(
    {
      measure: `longest event-loop delay while syncing ${size}, ${SERVERS[source]} (ms)`,
      ours: median(syncs.map(({ maxLoopDelayMs }) => maxLoopDelayMs)),
      note: `the median of the longest of ${
        syncs.length
      } runs; the thread itself computed for ${median(
        syncs.map(({ maxComputedMs }) => maxComputedMs),
      ).toFixed(1)} ms at the most between two turns`,
    },
    50,
    'ms',
  );
}

/** The informer's runs; none after one that failed. */
async function informers(
  bench: Bench,
  source: Source,
  size: number,
): Promise<InformerResult[]> {
  const { target, shape } = await bench.load(source, size);
  const results: InformerResult[] = [];
  while (
    results.length < bench.sizes.repetitions &&
    !results.some(({ failure }) => failure)
  ) {
    try {
      results.push(
        await bench.run<InformerResult>('informer', {
          target,
          expected: countOf(shape),
        }),
      );
    } catch (error) {
      // An informer that crashes its process has failed, too.
      const failure = (error as Error).message.split('\n')[0];
      results.push({
        ms: 0,
        computedMs: 0,
        serverMs: 0,
        count: 0,
        heapBytes: 0,
        failure,
      });
    }
  }
  return results;
}

const failureOf = (theirs: readonly InformerResult[]) =>
  theirs.find(({ failure }) => failure)?.failure;

async function informerTime(
  bench: Bench,
  source: Source,
  size: number,
): Promise<{ row: Row; theirs: InformerResult[] }> {
  const syncs = await bench.syncs(source, size);
  const theirs = await informers(bench, source, size);
  const failure = failureOf(theirs);
  const row = atLeast(
    {
      measure: `cold sync of ${size} ExternalSecrets, ${SERVERS[source]} (s)`,
      ours: median(syncs.map(({ ms }) => ms)) / 1_000,
      against: failure ? undefined : median(theirs.map(({ ms }) => ms)) / 1_000,
      note: `@kubernetes/client-node's informer, 2.0.1${
        failure
          ? `: it fails (${failure})`
          : `; ${describeProcessorTime(syncs, theirs)}`
      }`,
    },
    2,
  );
  return { row, theirs };
}

/**
 * The same against the usual choice, client-node's informer: its time and its
 * heap.
 */
export async function againstInformer(bench: Bench): Promise<Row[]> {
  const { main, large } = bench.sizes;
  const { row: largeRow } = await informerTime(bench, 'mock', large);
  const { row: mainRow, theirs } = await informerTime(bench, 'mock', main);
  return [largeRow, mainRow, ...(await heap(bench, theirs))];
}

/**
 * Its time on a real API server, which answers a list without pages from its
 * cache.
 */
export async function againstRealInformer(bench: Bench): Promise<Row[]> {
  const { real } = bench.sizes;
  const syncs = await bench.syncs('real', real);
  const theirs = await informers(bench, 'real', real);
  const failure = failureOf(theirs);
  if (failure) {
    throw new Error(`the informer fails: ${failure}`);
  }
  return [
    atMost(
      {
        measure: `cold sync of ${real} ExternalSecrets, ${SERVERS.real} (s)`,
        ours: median(syncs.map(({ ms }) => ms)) / 1_000,
        against: median(theirs.map(({ ms }) => ms)) / 1_000,
        note: `@kubernetes/client-node's informer, 2.0.1, which reads no other kind; ${describeProcessorTime(
          syncs,
          theirs,
        )}`,
      },
      1,
    ),
  ];
}

async function heap(
  bench: Bench,
  theirs: readonly InformerResult[],
): Promise<Row[]> {
  const { main } = bench.sizes;
  const syncs = await bench.syncs('mock', main);
  const ours = median(syncs.map(({ heapBytes }) => heapBytes)) / main;
  const loaded = await bench.mock(main);
  const plain = await bench.fetch(loaded, { http2: true, keep: true });
  const measure = `heap after sync of ${main}, per ExternalSecret (B)`;
  return [
    within(
      {
        measure,
        ours,
        note: 'all that the inventory has, namespaces and indexes too',
      },
      600,
      'B',
    ),
    atLeast(
      {
        measure,
        ours,
        against: failureOf(theirs)
          ? undefined
          : median(theirs.map(({ heapBytes }) => heapBytes)) / main,
        note: "@kubernetes/client-node's informer, which has no namespaces",
      },
      8,
    ),
    atLeast(
      {
        measure,
        ours,
        against: plain.heapBytes / main,
        note: 'a Map of the objects by uid',
      },
      8,
    ),
  ];
}

/**
 * Larger clusters: the sync takes proportionally longer, the answers do not.
 */
export async function growth(bench: Bench): Promise<Row[]> {
  const measured: { size: number; ms: number; answer: number }[] = [];
  for (const size of bench.sizes.growth) {
    const syncs = await bench.syncs('mock', size);
    measured.push({
      size,
      ms: median(syncs.map(({ ms }) => ms)),
      answer: median(syncs.map(({ answers }) => answers!.p50)),
    });
  }
  // The smallest size is mostly start-up: growth is measured from the next one
  // on.
  const first = measured[Math.min(1, measured.length - 2)];
  const last = measured[measured.length - 1];
  const each = ({ ms, size }: { ms: number; size: number }) =>
    (1_000 * ms) / size;
  const describe = (of: (entry: (typeof measured)[number]) => number) =>
    measured
      .map(entry => `${entry.size}: ${Number(of(entry).toPrecision(3))}`)
      .join(', ');
  return [
    atMost(
      {
        measure: `growth: sync of ${last.size}, per ExternalSecret (µs)`,
        ours: each(last),
        against: each(first),
        note: `the same of ${first.size}; all: ${describe(each)}`,
      },
      1.5,
    ),
    atMost(
      {
        measure: `growth: the tab's answer at ${last.size}, median (ms)`,
        ours: last.answer,
        against: measured[0].answer,
        note: `the same at ${measured[0].size}; all: ${describe(
          ({ answer }) => answer,
        )}`,
      },
      1.5,
    ),
  ];
}

/** A very large cluster: it has to fit, and to take proportionally as long. */
export async function million(bench: Bench): Promise<Row[]> {
  const { main, million: size } = bench.sizes;
  const small = await bench.syncs('mock', main);
  const large = await bench.syncs('mock', size);
  const each = (syncs: readonly SyncResult[], count: number) =>
    (1_000 * median(syncs.map(({ ms }) => ms))) / count;
  return [
    within(
      {
        measure: `heap after sync of ${size} (MB)`,
        ours: median(large.map(({ heapBytes }) => heapBytes)) / 1e6,
        note: `the sync took ${(
          median(large.map(({ ms }) => ms)) / 1_000
        ).toFixed(1)} s; namespaces and indexes included`,
      },
      600,
      'MB',
    ),
    atMost(
      {
        measure: `sync of ${size}, per ExternalSecret (µs)`,
        ours: each(large, size),
        against: each(small, main),
        note: `the same of ${main}`,
      },
      1.2,
    ),
  ];
}
