/** All in milliseconds. */
export interface IndexerTiming {
  /** Changes within this time are written together. */
  readonly gatherMs: number;
  /** How often the head says until when the index is right. */
  readonly headMs: number;
  /** When the Secrets are listed again where another process knows newer ones. */
  readonly behindMs: number;
  /** The first and the longest delay after a problem. */
  readonly retryMs: number;
  readonly longestRetryMs: number;
  /** The longest delay where another process undoes each write. */
  readonly longestRepairMs: number;
}

export const DEFAULT_TIMING: IndexerTiming = {
  gatherMs: 200,
  headMs: 30_000,
  behindMs: 2_000,
  retryMs: 500,
  longestRetryMs: 30_000,
  longestRepairMs: 60_000,
};
