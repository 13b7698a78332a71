/**
 * Our inventory's cold sync: its time, its heap, the delay of the event loop,
 * and the speed of answers afterwards.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Target } from '../load/startMock';
import { Shape, countOf } from '../load/shape';
import { measureAnswers, OurAnswerTimes } from './answers';
import { CLUSTER, inventoryOf } from './backend';
import { program } from './program';
import { settledHeap } from './settledHeap';
import { stopwatch, threadMs, Times } from './stopwatch';

export interface SyncInput {
  readonly target: Target;
  readonly shape: Shape;
  /** Whether a kind is read in one list, not in pages. */
  readonly streamLists?: boolean;
  /** How many answers to time afterwards. */
  readonly answers: number;
}

export interface SyncResult extends Times {
  /** Includes the namespaces. */
  readonly heapBytes: number;
  readonly maxLoopDelayMs: number;
  /**
   * The longest computation of its thread between two turns of the event loop:
   * the delay that others would see with a spare core.
   */
  readonly maxComputedMs: number;
  readonly answers?: OurAnswerTimes;
}

program<SyncInput, SyncResult>(
  async ({ target, shape, streamLists, answers }) => {
    const expected = countOf(shape);
    const inventory = await inventoryOf(target, { streamLists });
    const cluster = inventory.cluster(CLUSTER)!;
    const heapBefore = await settledHeap();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    let maxComputedMs = 0;
    let lastMs = threadMs();
    const read = stopwatch(target);
    inventory.start();
    await new Promise<void>(resolve => {
      const timer = setInterval(() => {
        const nowMs = threadMs();
        maxComputedMs = Math.max(maxComputedMs, nowMs - lastMs);
        lastMs = nowMs;
        if (cluster.count('externalsecrets') !== undefined) {
          clearInterval(timer);
          resolve();
        }
      }, 1);
    });
    const times = read();
    delay.disable();
    while ((cluster.count('namespaces') ?? 0) < shape.namespaces) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    const count = cluster.count('externalsecrets');
    if (count !== expected) {
      throw new Error(`synced ${count} ExternalSecrets, not ${expected}`);
    }
    const heapBytes = (await settledHeap()) - heapBefore;
    const result: SyncResult = {
      ...times,
      heapBytes,
      maxLoopDelayMs: delay.max / 1e6,
      maxComputedMs,
      answers:
        answers > 0
          ? await measureAnswers(inventory, {
              namespaces: shape.namespaces,
              count: answers,
              perNamespace: shape.perNamespace,
            })
          : undefined,
    };
    await inventory.stop();
    return result;
  },
);
