import { Mock, startMock, Target } from './load/startMock';
import { RealCluster, startRealCluster } from './load/realCluster';
import { countOf, Shape, shapeOf } from './load/shape';
import type { FetchResult } from './programs/fetchThenParse';
import { runProgram } from './programs/runProgram';
import type { SyncResult } from './programs/sync';
import { Sizes } from './sizes';

/** The kind of server that the objects come from. */
export type Source = 'mock' | 'real';

/** An API server with its objects. */
export interface Loaded {
  readonly target: Target;
  readonly shape: Shape;
}

/** One repetition of a cold sync, and the run that it is compared with. */
export interface Cold {
  readonly sync: SyncResult;
  readonly fetch: FetchResult;
}

/** The middle one. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

const EXPOSE_GC = { nodeArgs: ['--expose-gc', '--no-warnings'] };

/**
 * Everything that several measures need, made once: the load sources, and the
 * runs that more than one measure reports.
 */
export class Bench {
  #mock?: { size: number; mock: Promise<Mock> };
  #real?: Promise<RealCluster>;
  readonly #syncs = new Map<string, Promise<SyncResult[]>>();

  constructor(readonly sizes: Sizes, readonly report: (line: string) => void) {}

  /** One mock at a time: it keeps two cores busy. */
  async mock(externalSecrets: number): Promise<Loaded & { mock: Mock }> {
    const shape = shapeOf(externalSecrets);
    if (this.#mock?.size !== externalSecrets) {
      await this.dropMock();
      this.#mock = { size: externalSecrets, mock: startMock(shape) };
    }
    const mock = await this.#mock!.mock;
    return { mock, shape, target: mock.target };
  }

  async real(): Promise<Loaded> {
    const shape = shapeOf(this.sizes.real);
    if (!this.#real) {
      this.report(
        `filling a real API server with ${this.sizes.real} ExternalSecrets`,
      );
      this.#real = startRealCluster(shape, this.report);
      const { fillSeconds } = await this.#real;
      this.report(`filled in ${Math.round(fillSeconds)} s`);
    }
    return { shape, target: (await this.#real).target };
  }

  /** Runs the work on the real API server while no client writes. */
  async whileQuiet<T>(work: () => Promise<T>): Promise<T> {
    await this.real();
    this.report('waiting until etcd has compacted the last write');
    return (await this.#real!).whileQuiet(work);
  }

  load(source: Source, externalSecrets: number): Promise<Loaded> {
    return source === 'mock' ? this.mock(externalSecrets) : this.real();
  }

  /** Our cold sync, once for each repetition, in a new process each time. */
  syncs(source: Source, externalSecrets: number): Promise<SyncResult[]> {
    return once(this.#syncs, `${source} ${externalSecrets}`, async () => {
      const loaded = await this.load(source, externalSecrets);
      return this.#repeat(() => this.#sync(loaded));
    });
  }

  /**
   * Our cold sync, and the same pages fetched and parsed. The two take turns,
   * so that other work of the machine affects both.
   */
  async colds(source: Source, externalSecrets: number): Promise<Cold[]> {
    const loaded = await this.load(source, externalSecrets);
    const colds = await this.#repeat(async () => ({
      sync: await this.#sync(loaded),
      fetch: await this.#fasterFetch(loaded),
    }));
    this.#syncs.set(
      `${source} ${externalSecrets}`,
      Promise.resolve(colds.map(({ sync }) => sync)),
    );
    return colds;
  }

  /**
   * Our cold sync of the real API server in one list, and in pages; the two
   * take turns.
   */
  async bothWays(): Promise<{ whole: SyncResult; paged: SyncResult }[]> {
    const loaded = await this.real();
    return this.#repeat(async () => ({
      whole: await this.#sync(loaded),
      paged: await this.#sync(loaded, { streamLists: false }),
    }));
  }

  #sync(
    { target, shape }: Loaded,
    { streamLists = true }: { streamLists?: boolean } = {},
  ): Promise<SyncResult> {
    const { answers } = this.sizes;
    return this.run('sync', { target, shape, streamLists, answers });
  }

  /** Over HTTP/2 or HTTP/1.1, whichever is faster. */
  async #fasterFetch(loaded: Loaded): Promise<FetchResult> {
    const http2 = await this.fetch(loaded, { http2: true, keep: false });
    const http1 = await this.fetch(loaded, { http2: false, keep: false });
    return http2.ms < http1.ms ? http2 : http1;
  }

  /** @throws Error where it did not get all objects */
  async fetch(
    { target, shape }: Loaded,
    options: { http2: boolean; keep: boolean },
  ): Promise<FetchResult> {
    const result = await this.run<FetchResult>('fetchThenParse', {
      target,
      pageSize: 500,
      ...options,
    });
    if (result.count !== countOf(shape)) {
      throw new Error(`fetched ${result.count} of ${countOf(shape)}`);
    }
    return result;
  }

  /** Call this after changes to the mock that other measures do not expect. */
  async dropMock(): Promise<void> {
    (await this.#mock?.mock)?.stop();
    this.#mock = undefined;
  }

  run<Output>(name: string, input: object, limitMs?: number): Promise<Output> {
    return runProgram(name, input, { ...EXPOSE_GC, limitMs });
  }

  async stop(): Promise<void> {
    await this.dropMock();
    await (await this.#real)?.stop();
  }

  async #repeat<Result>(work: () => Promise<Result>): Promise<Result[]> {
    const results: Result[] = [];
    for (let count = 0; count < this.sizes.repetitions; count += 1) {
      results.push(await work());
    }
    return results;
  }
}

function once<Value>(
  known: Map<string, Promise<Value>>,
  key: string,
  make: () => Promise<Value>,
): Promise<Value> {
  let value = known.get(key);
  if (!value) {
    value = make();
    known.set(key, value);
  }
  return value;
}
