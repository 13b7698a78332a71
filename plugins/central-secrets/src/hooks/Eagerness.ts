/** While something has just begun to move, an answer should not be older than a glance. */
const EAGER_INTERVAL_MS = 2_000;
/** At rest; the backend answers from memory, so that this costs it little. */
const RESTING_INTERVAL_MS = 15_000;
/** Waits a fifth of the time for which nothing new has begun to move. */
const SHARE_OF_WAIT = 5;

/**
 * The time until the next question: every 2 s while something begins to move,
 * more and more rarely while it stays on its way (from a minute and a quarter
 * on, as rarely as at rest), every 15 s at rest. A delivery that stays pending
 * for hours costs no more than one that is synced.
 */
export class Eagerness {
  #movingSince: ReadonlyMap<string, number> = new Map();

  /**
   * Takes note of the deliveries that are on their way.
   *
   * @param moving - the id of each thing that is
   * @param now - in milliseconds, of any origin
   * @returns the time until the next question, in milliseconds
   */
  intervalMs(moving: readonly string[], now: number): number {
    this.#movingSince = new Map(
      moving.map(id => [id, this.#movingSince.get(id) ?? now]),
    );
    if (moving.length === 0) {
      return RESTING_INTERVAL_MS;
    }
    const newest = Math.max(...this.#movingSince.values());
    return Math.min(
      RESTING_INTERVAL_MS,
      Math.max(EAGER_INTERVAL_MS, (now - newest) / SHARE_OF_WAIT),
    );
  }
}
