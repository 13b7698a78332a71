/** The clocks of one wait. */
export interface WaitClock {
  /** The time of this machine, in milliseconds since the epoch. */
  now(): number;
  /** Milliseconds, of any origin; never set. */
  elapsed(): number;
}

export const SYSTEM_CLOCK: WaitClock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
};

/** A `Date` header is cut to whole seconds. */
const DATE_RESOLUTION_MS = 1_000;

/**
 * How far a server's clock is ahead of ours, from the times that its answers
 * carry: each was written between our sending and our receiving, so each bounds
 * the difference. Bounds that contradict the earlier ones replace them, because
 * a clock was set.
 */
export class ClockBounds {
  #low = -Infinity;
  #high = Infinity;

  /**
   * @param date - the server's time, which it cut to `resolutionMs`; NaN is
   * ignored
   */
  learn(
    date: number,
    sentAt: number,
    receivedAt: number,
    resolutionMs = DATE_RESOLUTION_MS,
  ): void {
    if (Number.isNaN(date) || receivedAt < sentAt) {
      return;
    }
    const low = date - receivedAt;
    const high = date + resolutionMs - sentAt;
    const overlaps = low <= this.#high && high >= this.#low;
    this.#low = overlaps ? Math.max(low, this.#low) : low;
    this.#high = overlaps ? Math.min(high, this.#high) : high;
  }

  /** Our time as the server's, for ages: clocks that may agree are assumed to agree. */
  toServer(time: number): number {
    return this.#low === -Infinity
      ? time
      : time + Math.min(Math.max(0, this.#low), this.#high);
  }

  /** The latest time of the server that our time may have been. */
  latestAtServer(time: number): number {
    return time + this.#high;
  }
}
