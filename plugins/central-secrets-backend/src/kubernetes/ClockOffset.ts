import { ClusterConnection } from '@central-secrets/kubernetes-client';
import { Clock } from './types';

/** A `Date` header is cut to whole seconds: the server's time was up to this much later. */
const RESOLUTION_MS = 1_000;

/**
 * By how much a cluster's clock is ahead of ours, from the `Date` of its API
 * server's answers (RFC 9110, 6.6.1; Go's server sets it on every answer).
 *
 * Each answer bounds the offset: the header was written between our sending
 * and our receiving. Bounds are narrowed by one another for as long as they
 * overlap; where they do not, a clock was set, and the newest alone counts.
 */
export class ClockOffset {
  #low = -Infinity;
  #high = Infinity;

  /** One answer: when it was asked for and when it came by our clock, and what its `Date` header says. Times in milliseconds. */
  learn(answer: {
    readonly sentAt: number;
    readonly receivedAt: number;
    readonly date: string | undefined;
  }): void {
    const serverTime = Date.parse(answer.date ?? '');
    // Our own clock was set back meanwhile: nothing follows from this one.
    if (Number.isNaN(serverTime) || answer.receivedAt < answer.sentAt) {
      return;
    }
    const low = serverTime - answer.receivedAt;
    const high = serverTime + RESOLUTION_MS - answer.sentAt;
    const overlaps = low <= this.#high && high >= this.#low;
    this.#low = overlaps ? Math.max(low, this.#low) : low;
    this.#high = overlaps ? Math.min(high, this.#high) : high;
  }

  /**
   * Milliseconds to add to our time to have the cluster's; the least that
   * explains its answers, so 0 for clocks that may agree. undefined: no answer
   * said its time yet.
   */
  get milliseconds(): number | undefined {
    if (this.#low === -Infinity) {
      return undefined;
    }
    return Math.min(Math.max(0, this.#low), this.#high);
  }
}

/** The same connection; it also learns the time from the answers. */
export function observingClock(
  connection: ClusterConnection,
  clock: Clock,
  offset: ClockOffset,
): ClusterConnection {
  return {
    request: async request => {
      const sentAt = clock.now();
      const response = await connection.request(request);
      offset.learn({
        sentAt,
        receivedAt: clock.now(),
        date: response.headers.date,
      });
      return response;
    },
    close: () => connection.close(),
  };
}
