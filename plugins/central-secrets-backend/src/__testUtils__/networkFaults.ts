import { setTimeout as sleep } from 'node:timers/promises';
import { Faults, FaultProxy } from '@central-secrets/demo-cluster';
import fc from 'fast-check';

/** One thing that happens to the network between a backend and a cluster. */
export type NetworkStep =
  | {
      readonly kind: 'faults';
      readonly toServer: Faults;
      readonly toClient: Faults;
    }
  | {
      readonly kind:
        | 'heal'
        | 'blackHole'
        | 'strand'
        | 'reset'
        | 'halfClose'
        | 'refuse'
        | 'accept';
    }
  | { readonly kind: 'pause'; readonly ms: number };

const faults = fc.record<Faults>(
  {
    latencyMs: fc.integer({ min: 1, max: 60 }),
    jitterMs: fc.integer({ min: 1, max: 30 }),
    bytesPerSecond: fc.integer({ min: 2_000, max: 200_000 }),
    sliceBytes: fc.integer({ min: 1, max: 700 }),
    limitBytes: fc.integer({ min: 1, max: 20_000 }),
    slowCloseMs: fc.integer({ min: 1, max: 200 }),
    blackHole: fc.boolean(),
  },
  { requiredKeys: [] },
);

/** Any of toxiproxy's faults, in one direction or both, and time for them to matter. */
export const networkStep: fc.Arbitrary<NetworkStep> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('faults' as const),
      toServer: faults,
      toClient: faults,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('pause' as const),
      ms: fc.integer({ min: 0, max: 120 }),
    }),
  },
  ...(
    [
      'heal',
      'blackHole',
      'strand',
      'reset',
      'halfClose',
      'refuse',
      'accept',
    ] as const
  ).map(kind => ({ weight: 1, arbitrary: fc.constant({ kind }) })),
);

/** Makes it happen. */
export async function takeNetworkStep(
  proxy: FaultProxy,
  step: NetworkStep,
): Promise<void> {
  switch (step.kind) {
    case 'faults':
      proxy.set(step);
      break;
    case 'pause':
      await sleep(step.ms);
      break;
    default:
      await proxy[step.kind]();
  }
}

/**
 * Bounds short enough for faults of a second to matter, and long enough for a
 * machine that is busy with something else.
 */
export const HASTY_TIMING = {
  pageSize: 3,
  pageTimeoutMs: 3_000,
  openTimeoutMs: 1_500,
  silenceMs: 1_500,
  catchUpMs: 20,
  healthyMs: 50,
  backoffFirstMs: 10,
  backoffLimitMs: 150,
  slowRetryMs: 100,
  returnRetryMs: 50,
};
