/**
 * The page of internal distribution, in a cluster with many chains: the time of
 * an answer, and the memory of a chain.
 */
import { DEFAULT_DELIVERY_LIMITS } from '@central-secrets/backstage-plugin-central-secrets-node';
import { ChainService, FakeInventory, systemClock } from './backend';
import { AnswerTimes, timesOf } from './answers';
import { ChainCluster } from '../load/ChainCluster';
import { program } from './program';
import { settledHeap } from './settledHeap';
import { threadMs } from './stopwatch';

export interface ChainsInput {
  readonly chains: number;
  readonly answers: number;
}

export interface ChainsResult {
  /** Pages of fifty, each behind a random other one; as text. */
  readonly page: AnswerTimes;
  /** The same, where all consumers are in one namespace. */
  readonly crowded: AnswerTimes;
  /** With a search that finds one chain. */
  readonly search: AnswerTimes;
  /** After one change of a push before each. */
  readonly changing: AnswerTimes;
  /** Of the index, without the records. */
  readonly bytesPerChain: number;
  /** The first answer, which builds the index. */
  readonly firstMs: number;
  /** Processor time of a page, where the machine is busy with other things as well. */
  readonly computed: AnswerTimes;
}

const LIMIT = 50;

program<ChainsInput, ChainsResult>(async ({ chains, answers }) => {
  const now = Date.now();
  const measure = async (options: { namespaces: number }) => {
    const cluster = new ChainCluster({ chains, now, ...options });
    const service = new ChainService({
      inventory: new FakeInventory([cluster]),
      bindings: { read: 'confirmed', ownerLabels: [] },
      limits: DEFAULT_DELIVERY_LIMITS,
      clock: { ...systemClock, now: () => now },
    });
    const before = await settledHeap();
    const startedAt = performance.now();
    await service.list({ limit: LIMIT });
    const firstMs = performance.now() - startedAt;
    const bytes = (await settledHeap()) - before;
    const cursors: (string | undefined)[] = [undefined];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await service.list({ limit: 200, cursor });
      cursor = page.nextCursor;
      cursors.push(cursor ?? undefined);
    }
    const timed = async (
      ask: (index: number) => Promise<object>,
      prepare = (_: number) => {},
    ) => {
      const times: number[] = [];
      const computed: number[] = [];
      // The first answers compile the code.
      for (let index = -answers; index < answers; index += 1) {
        prepare(Math.abs(index));
        const askedAt = performance.now();
        const computedMs = threadMs();
        JSON.stringify(await ask(Math.abs(index)));
        if (index >= 0) {
          times.push(performance.now() - askedAt);
          computed.push(threadMs() - computedMs);
        }
      }
      return { ...timesOf(times), computed: timesOf(computed) };
    };
    const page = await timed(index =>
      service.list({
        limit: LIMIT,
        cursor: cursors[(index * 7_919) % cursors.length],
      }),
    );
    return { cluster, service, page, firstMs, bytes, timed };
  };
  const spread = await measure({ namespaces: 1_000 });
  const search = await spread.timed(index =>
    spread.service.list({
      limit: LIMIT,
      search: `service-${(index * 7_919) % chains}x`,
    }),
  );
  const changing = await spread.timed(
    () => spread.service.list({ limit: LIMIT }),
    index => spread.cluster.change((index * 7_919) % chains),
  );
  spread.service.stop();
  const crowded = await measure({ namespaces: 1 });
  crowded.service.stop();
  return {
    page: spread.page,
    computed: spread.page.computed,
    crowded: crowded.page,
    search,
    changing,
    firstMs: spread.firstMs,
    bytesPerChain: spread.bytes / chains,
  };
});
