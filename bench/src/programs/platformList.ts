/**
 * The platform list of a large cluster: the time of an answer, the wait of
 * other requests, and the age of its counts.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { DEFAULT_DELIVERY_LIMITS } from '@central-secrets/backstage-plugin-central-secrets-node';
import { DeliveryState } from '@central-secrets/backstage-plugin-central-secrets-common';
import { countOf, distributionName, numbersOf, Shape } from '../load/shape';
import { Target } from '../load/startMock';
import {
  CLUSTER,
  DistributionService,
  inventoryOf,
  systemClock,
  TemplateJudge,
} from './backend';
import { countFromScratch, lintFromScratch } from './fromScratch';
import type { MockCommand } from './mockApiServer';
import { program } from './program';
import { threadMs } from './stopwatch';
import { waitUntilSynced } from './synced';
import { Waited, measureWait } from './measureWait';

export interface PlatformListInput {
  readonly target: Target;
  readonly shape: Shape;
}

export interface PlatformListResult {
  /** For a request at the end of the sync. */
  readonly firstAnswerMs: number;
  /** Processor time of the thread in that time, for any work. */
  readonly firstComputedMs: number;
  /** From the end of the sync until an answer counts every delivery. */
  readonly countedMs: number;
  /** In the same time. */
  readonly starting: Waited;
  /** While the list is requested every second, under changes. */
  readonly polling: Waited & { readonly longestAnswerMs: number };
  /** From a change until an answer counts it, at most. */
  readonly ageMs: number;
  /** The same without anything kept: each count, and the rules in one piece. */
  readonly fromScratch: { readonly countMs: number; readonly lintMs: number };
}

const PER_SECOND = 500;
const POLLS = 10;
const CHANGES = 20;
/** The largest possible page. */
const LIMIT = 200;

/** Sends a command to the mock API server. */
const order = (command: MockCommand) => process.send!({ order: command });

function milliseconds(work: () => unknown): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

program<PlatformListInput, PlatformListResult>(async ({ target, shape }) => {
  const inventory = await inventoryOf(target);
  const cluster = inventory.cluster(CLUSTER)!;
  const service = new DistributionService({
    inventory,
    judge: new TemplateJudge({
      // The engine has its own thread, and is not measured here.
      engine: {
        judge: async templates =>
          templates.map(() => ({
            outcome: 'rendered',
            accepted: true,
            constant: false,
          })),
      },
      onError: error => {
        throw error;
      },
      clock: systemClock.now,
    }),
    limits: DEFAULT_DELIVERY_LIMITS,
    requestLabels: ['secrets/*'],
    protectedNamespaces: ['kube-system'],
    clock: systemClock,
    onError: error => {
      throw error;
    },
  });
  const list = () => service.list({ limit: LIMIT });
  /** How many copies of a distribution are in a state. */
  const count = async (name: string, state: DeliveryState) => {
    const { distribution } = await service.get(CLUSTER, name, { limit: 1 });
    return distribution.states?.[state] ?? 0;
  };
  /**
   * Whether every delivery is counted, as synced or in any other state of a
   * copy.
   */
  const isCounted = async () => {
    const { distributions } = await list();
    return distributions.every(({ states }) => {
      const { unknown = 0, pending = 0, ...known } = states ?? {};
      const counted = Object.values(known).reduce((sum, each) => sum + each, 0);
      return (
        unknown + pending === 0 &&
        counted === countOf(shape) / shape.distributions
      );
    });
  };

  inventory.start();
  service.start();
  await waitUntilSynced(cluster, shape);
  const syncedAt = performance.now();
  let firstAnswerMs = 0;
  let firstComputedMs = 0;
  const starting = await measureWait(async () => {
    const askedAt = performance.now();
    const computedMs = threadMs();
    await list();
    firstAnswerMs = performance.now() - askedAt;
    firstComputedMs = threadMs() - computedMs;
    while (!(await isCounted())) {
      await wait(5);
    }
    return {};
  });
  const countedMs = performance.now() - syncedAt;

  let ageMs = 0;
  for (let change = 0; change < CHANGES; change += 1) {
    const index = (change * 7_919) % countOf(shape);
    const name = distributionName(numbersOf(index, shape).distribution);
    const before = await count(name, 'pending');
    const changed = new Promise<void>(resolve => {
      const end = cluster.onChange(() => {
        end();
        resolve();
      });
    });
    order({ command: 'delete', index });
    await changed;
    const changedAt = performance.now();
    while ((await count(name, 'pending')) === before) {
      await wait(1);
    }
    ageMs = Math.max(ageMs, performance.now() - changedAt);
  }

  order({ command: 'churn', perSecond: PER_SECOND });
  let longestAnswerMs = 0;
  const polling = await measureWait(async () => {
    for (let poll = 0; poll < POLLS; poll += 1) {
      await wait(1_000);
      const askedAt = performance.now();
      await list();
      longestAnswerMs = Math.max(longestAnswerMs, performance.now() - askedAt);
    }
    return {};
  });

  const fromScratch = {
    countMs: milliseconds(() => countFromScratch(cluster)),
    lintMs: milliseconds(() => lintFromScratch(cluster)),
  };
  service.stop();
  await inventory.stop();
  return {
    firstAnswerMs,
    firstComputedMs,
    countedMs,
    starting,
    polling: { ...polling, longestAnswerMs },
    ageMs,
    fromScratch,
  };
});
