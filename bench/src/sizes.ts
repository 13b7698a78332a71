/** How large and how long everything is. */
export interface Sizes {
  /** ExternalSecrets of the mock in most measures. */
  readonly main: number;
  /** Where the informer is expected to fail. */
  readonly large: number;
  readonly growth: readonly number[];
  /** ExternalSecrets on the real API server. */
  readonly real: number;
  /** How often a timed run is repeated; the median counts. */
  readonly repetitions: number;
  readonly answers: number;
  readonly updates: number;
  readonly soakMinutes: number;
  readonly lintDistributions: number;
}

export const FULL: Sizes = {
  main: 100_000,
  large: 300_000,
  growth: [1_000, 10_000, 100_000, 300_000],
  real: 100_000,
  repetitions: 3,
  answers: 5_000,
  updates: 7_500,
  soakMinutes: 3,
  lintDistributions: 10_000,
};

/** For trying the harness; its figures say nothing about large clusters. */
export const QUICK: Sizes = {
  main: 5_000,
  large: 10_000,
  growth: [1_000, 5_000],
  real: 1_000,
  repetitions: 1,
  answers: 500,
  updates: 1_000,
  soakMinutes: 0.5,
  lintDistributions: 500,
};
