import { MockCluster } from './MockCluster';
import { countOf, Shape } from './shape';

/** The clock that two processes of one machine share, in milliseconds with fractions. */
export function sharedNow(): number {
  return performance.timeOrigin + performance.now();
}

const FIRST_REFRESH_MS = Date.UTC(2026, 10, 24);

/** The n-th update's refresh time: whole seconds, as the operator writes it. */
export function refreshTimeOf(count: number): string {
  return new Date(FIRST_REFRESH_MS + count * 1_000)
    .toISOString()
    .replace('.000Z', 'Z');
}

/**
 * The number of the update that was a refresh at this time, in milliseconds;
 * the first is 0. undefined: no update has this time.
 */
export function countOfRefresh(refreshedAt = 0): number | undefined {
  const count = (refreshedAt - FIRST_REFRESH_MS) / 1_000 - 1;
  return count >= 0 ? count : undefined;
}

/**
 * The ExternalSecret of the n-th update. A step that is coprime to any usual
 * size spreads the updates over namespaces.
 *
 * @param first - the ExternalSecrets before it are never updated
 */
export function updatedIndex(count: number, shape: Shape, first = 0): number {
  return first + ((count * 7_919) % (countOf(shape) - first));
}

/**
 * Refreshes ExternalSecrets at an even rate, as the operator does.
 */
export class Churn {
  readonly #sent: number[] = [];
  #timer?: NodeJS.Timeout;
  #count = 0;
  readonly #cluster: MockCluster;
  readonly #options: {
    perSecond: number;
    deletions?: boolean;
    /** The ExternalSecrets before it do not change. */
    first?: number;
  };

  constructor(
    cluster: MockCluster,
    options: {
      perSecond: number;
      deletions?: boolean;
      /** The ExternalSecrets before it do not change. */
      first?: number;
    },
  ) {
    this.#cluster = cluster;
    this.#options = options;
  }

  /** Begins when the first watch is open. */
  start(): void {
    let startedAt: number | undefined;
    this.#timer = setInterval(() => {
      startedAt ??= this.#cluster.isWatched ? sharedNow() : undefined;
      if (startedAt === undefined) {
        return;
      }
      const due = ((sharedNow() - startedAt) / 1_000) * this.#options.perSecond;
      while (this.#count < due) {
        this.#step();
      }
    }, 1);
  }

  /** Returns when each update was sent, in order, by `sharedNow`. */
  stop(): readonly number[] {
    clearInterval(this.#timer);
    return this.#sent;
  }

  #step(): void {
    const { first } = this.#options;
    const index = updatedIndex(this.#count, this.#cluster.shape, first);
    this.#count += 1;
    if (this.#options.deletions) {
      if (this.#count % 20 === 0) {
        this.#cluster.delete(index);
        return;
      }
    } else {
      this.#sent.push(sharedNow());
    }
    this.#cluster.refresh(index, refreshTimeOf(this.#count));
  }
}
