/** How often a connection is looked at within one ping interval. */
export const LOOKS_PER_INTERVAL = 4;

/** Looks without a byte after which a connection is dead: two ping intervals. */
const SILENT_LOOKS = 2 * LOOKS_PER_INTERVAL;

/** The state of one connection. */
export interface Pulse {
  /** A ping was answered. */
  pinged(): void;
  /**
   * Whether the connection is to be given up. To be asked `LOOKS_PER_INTERVAL`
   * times in each ping interval.
   *
   * @param bytesRead - all that was received so far; an answered ping is bytes, too
   */
  isDead(bytesRead: number): boolean;
}

/**
 * Decides when an HTTP/2 connection to one API server is dead: nothing at all
 * was received for two ping intervals. It counts looks and reads no clock, so a
 * process that was suspended, or busy for long, kills no connection.
 *
 * Some proxies answer no pings, and silence proves nothing there. So at most
 * one connection is given up before any ping was answered; from then on the
 * watches themselves notice a dead one, as they do on HTTP/1.1.
 */
export class PingWatchdog {
  #wasGivenUpUnanswered = false;

  /** A connection was made. */
  watch(): Pulse {
    let isAnswered = false;
    let silentLooks = 0;
    let known = 0;
    return {
      pinged: () => {
        isAnswered = true;
        this.#wasGivenUpUnanswered = false;
      },
      isDead: bytesRead => {
        silentLooks = bytesRead === known ? silentLooks + 1 : 0;
        known = bytesRead;
        if (silentLooks <= SILENT_LOOKS) {
          return false;
        }
        if (isAnswered) {
          return true;
        }
        if (this.#wasGivenUpUnanswered) {
          return false;
        }
        this.#wasGivenUpUnanswered = true;
        return true;
      },
    };
  }
}
