import { ClusterInventory, InventoryChange } from '../inventory';
import { Clock } from '../kubernetes';

/** A part that the loop keeps up to date with a cluster. */
export interface Settling {
  /** Grows whenever what is derived becomes something else. */
  readonly changes: number;
  /** Takes note of a change; must be quick. */
  note(change: InventoryChange): void;
  /** Does what follows from the changes. @returns whether nothing is left to do */
  settle(hasTime: () => boolean): boolean;
}

/** The longest that one piece of work keeps others waiting, as far as its steps are short. */
const SLICE_MS = 5;
/** Changes are gathered for this long before anything follows from them. */
const GATHER_FOR_MS = 250;
/** A request waits this long for the remaining work. */
const WAIT_FOR_MS = 15;
/** After a request, more are expected for this long. */
const ATTENDED_FOR_MS = 60_000;
/** How much longer than it worked the loop rests: while requests are expected or nothing is known yet, and otherwise. */
const REST_ATTENDED = 1;
const REST_UNATTENDED = 9;
/** After an error. */
const REST_AFTER_ERROR_MS = 10_000;

/**
 * Keeps what is derived from clusters up to date, for all of them together: in
 * slices of 5 ms, between which everything else has its turn, and with at most
 * half of a processor while requests are expected, else a tenth.
 *
 * A change is taken into account within half a second while there is little to
 * do. A request does at once what is left, for 15 ms at most.
 */
export class SettleLoop {
  readonly #parts: readonly Settling[];
  readonly #clock: Clock;
  readonly #onError: (error: Error) => void;
  readonly #listeners = new Set<() => void>();
  readonly #ends: readonly (() => void)[];
  #isStarted = false;
  #isSettledOnce = false;
  /** The part that the next slice begins with. */
  #first = 0;
  #askedAt = -Infinity;
  #workedAt = -Infinity;
  #cancel: (() => void) | undefined;
  #settling: Promise<void> | undefined;
  /** The changes of all parts at the last call of the listeners. */
  #toldChanges = 0;

  constructor(options: {
    readonly parts: ReadonlyMap<ClusterInventory, readonly Settling[]>;
    readonly clock: Clock;
    /**
     * Called with each error that a part throws while no request waits for it.
     */
    readonly onError: (error: Error) => void;
  }) {
    this.#parts = [...options.parts.values()].flat();
    this.#clock = options.clock;
    this.#onError = options.onError;
    this.#ends = [...options.parts].map(([cluster, parts]) =>
      cluster.onChange(change => {
        parts.forEach(part => part.note(change));
        this.#wake(GATHER_FOR_MS);
      }),
    );
  }

  /** From now on everything is kept up to date, whether or not there are requests. */
  start(): void {
    this.#isStarted = true;
    this.#wake(GATHER_FOR_MS);
  }

  /** There is something to do that no cluster tells of. */
  wake(): void {
    this.#wake(GATHER_FOR_MS);
  }

  /** Calls back after each slice in which something became something else; answers how to end that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends everything, for good. */
  stop(): void {
    this.#isStarted = false;
    this.#ends.forEach(end => end());
    this.#cancel?.();
    this.#cancel = undefined;
  }

  /** Returns when everything that is known now was taken into account, or after 15 ms. */
  async settled(): Promise<void> {
    this.#askedAt = this.#clock.now();
    this.#settling ??= this.#settleNow().finally(() => {
      this.#settling = undefined;
    });
    return this.#settling;
  }

  /** The same, and not before everything was taken into account once. */
  async settledOnce(): Promise<void> {
    do {
      await this.settled();
    } while (!this.#isSettledOnce);
  }

  async #settleNow(): Promise<void> {
    const until = this.#clock.now() + WAIT_FOR_MS;
    if (this.#clock.now() === this.#workedAt) {
      // The loop's own slice may have been in this very turn.
      await this.#clock.turn();
    }
    for (;;) {
      const startedAt = this.#clock.now();
      const isSettled = this.#slice();
      if (isSettled && this.#clock.now() === startedAt) {
        return;
      }
      // Also behind the last slice: others have their turn before the answer.
      await this.#clock.turn();
      if (isSettled) {
        return;
      }
      if (this.#clock.now() >= until) {
        this.#wake(0);
        return;
      }
    }
  }

  #wake(ms: number): void {
    if (!this.#isStarted || this.#cancel) {
      return;
    }
    this.#cancel = this.#clock.setTimeout(() => {
      this.#cancel = undefined;
      const restMs = this.#work();
      if (restMs !== undefined) {
        this.#wake(restMs);
      }
    }, ms);
  }

  /** One slice. @returns milliseconds to rest before the next one; undefined: nothing is left to do */
  #work(): number | undefined {
    const startedAt = this.#clock.now();
    try {
      if (this.#slice()) {
        return undefined;
      }
    } catch (error) {
      this.#onError(error as Error);
      return REST_AFTER_ERROR_MS;
    }
    this.#workedAt = this.#clock.now();
    const tookMs = Math.max(1, this.#workedAt - startedAt);
    const isAttended =
      !this.#isSettledOnce || startedAt - this.#askedAt < ATTENDED_FOR_MS;
    return tookMs * (isAttended ? REST_ATTENDED : REST_UNATTENDED);
  }

  /** @returns whether nothing is left to do */
  #slice(): boolean {
    try {
      return this.#settleParts();
    } finally {
      this.#tellOfChanges();
    }
  }

  #tellOfChanges(): void {
    const changes = this.#parts.reduce((sum, part) => sum + part.changes, 0);
    if (changes === this.#toldChanges) {
      return;
    }
    this.#toldChanges = changes;
    this.#listeners.forEach(listener => listener());
  }

  #settleParts(): boolean {
    const until = this.#clock.now() + SLICE_MS;
    const hasTime = () => this.#clock.now() < until;
    const first = this.#first;
    const count = this.#parts.length;
    for (let step = 0; step < count; step += 1) {
      const index = (first + step) % count;
      // In turns: neither a cluster that changes all the time nor one that fails
      // keeps others waiting.
      this.#first = (index + 1) % count;
      if (!this.#parts[index].settle(hasTime)) {
        return false;
      }
    }
    this.#isSettledOnce = true;
    return true;
  }
}
