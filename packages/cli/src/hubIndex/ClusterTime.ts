/** The cluster's time, from the `Date` of the API server's answers. */
export class ClusterTime {
  #aheadMs = 0;

  /** Milliseconds; up to a second behind, as the header has no fraction. */
  now(): number {
    return Date.now() + this.#aheadMs;
  }

  /** Takes the `Date` of an answer that has just arrived. */
  learn(date: string | undefined): void {
    const time = Date.parse(date ?? '');
    if (!Number.isNaN(time)) {
      this.#aheadMs = time - Date.now();
    }
  }
}
