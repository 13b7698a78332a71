import { setImmediate as nextTick } from 'node:timers/promises';
import {
  DeliveryLimits,
  DeliveryState,
  deriveDelivery,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { isInvolved } from '../deliveries/deliveryView';
import { gatherDeliveries } from '../deliveries/gather';
import { ClusterInventory } from '../inventory/types';

/** One count of all deliveries of a cluster. */
export interface Counts {
  /** Milliseconds since the epoch. */
  readonly countedAt: number;
  /** The state of each namespace that has to do with a distribution, by name; by the distribution's name. */
  readonly byDistribution: ReadonlyMap<
    string,
    ReadonlyMap<string, DeliveryState>
  >;
}

/** A count is good for so long, and at least for so many times what it took. */
const GOOD_FOR_MS = 5_000;
const GOOD_FOR_TIMES_ITS_COST = 20;
/** How long others may have to wait for their turn. */
const SLICE_MS = 10;

/**
 * Counts the deliveries of one cluster by distribution and state.
 *
 * What it costs: nothing while nobody asks. When somebody does, one pass over
 * namespaces × distributions, of which only those that have to do with each
 * other are judged, in slices of 10 ms between which other requests are
 * answered. Everybody who asks within 5 s (or 20 times what the pass took)
 * gets the same count, and an older one is given at once while the next pass
 * runs: no request starts a pass of its own, and at most a twentieth of a
 * processor counts.
 */
export class ClusterCounts {
  readonly #cluster: ClusterInventory;
  readonly #limits: DeliveryLimits;
  readonly #clock: () => number;
  #known: Counts | undefined;
  #nextAt = 0;
  #counting: Promise<Counts> | undefined;

  constructor(options: {
    cluster: ClusterInventory;
    limits: DeliveryLimits;
    clock: () => number;
  }) {
    this.#cluster = options.cluster;
    this.#limits = options.limits;
    this.#clock = options.clock;
  }

  /** The last count; waits only where there is none yet. */
  async current(): Promise<Counts> {
    if (this.#clock() >= this.#nextAt && !this.#counting) {
      this.#counting = this.#count().finally(() => {
        this.#counting = undefined;
      });
      // Whoever does not wait for it does not hear of its failure either.
      this.#counting.catch(() => {});
    }
    return this.#known ?? this.#counting!;
  }

  async #count(): Promise<Counts> {
    const started = this.#clock();
    const byDistribution = new Map<string, Map<string, DeliveryState>>();
    let sliceStarted = started;
    for (const { name } of this.#cluster.namespaceRecords()) {
      const now = this.#clock();
      if (now - sliceStarted > SLICE_MS) {
        await nextTick();
        sliceStarted = this.#clock();
      }
      // It may have changed, or gone, since this pass began.
      const namespace = this.#cluster.namespace(name);
      if (!namespace) continue;
      const limits = this.#limits;
      for (const gathered of gatherDeliveries(this.#cluster, namespace, {
        now,
        limits,
      })) {
        const { distributionName } = gathered;
        if (!distributionName || !isInvolved(gathered)) continue;
        const states = byDistribution.get(distributionName) ?? new Map();
        states.set(name, deriveDelivery(gathered.input).state);
        byDistribution.set(distributionName, states);
      }
    }
    const countedAt = this.#clock();
    this.#nextAt =
      countedAt +
      Math.max(GOOD_FOR_MS, GOOD_FOR_TIMES_ITS_COST * (countedAt - started));
    this.#known = { countedAt, byDistribution };
    return this.#known;
  }
}
