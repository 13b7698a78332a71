/**
 * Whether a cluster's API server is asked to stream lists (the WatchList
 * feature): until it refuses once. One per cluster, shared by its kinds.
 */
export class StreamedLists {
  #refused = false;

  get refused(): boolean {
    return this.#refused;
  }

  /** An answer of this status to a request for one: does it mean that there are none? */
  refusedBy(status: number): boolean {
    // 422: the feature is off, or the server is older than it. 400: so may
    // others say it who stand in for a server.
    this.#refused ||= status === 422 || status === 400;
    return this.#refused;
  }
}
