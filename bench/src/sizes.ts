/** The sizes and durations of all measures. */
export interface Sizes {
  /** ExternalSecrets of the mock in most measures. */
  readonly main: number;
  /** A size at which the informer is expected to fail. */
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
  /**
   * ExternalSecrets of 1.2 MB, and the ExternalSecrets of one namespace that
   * write one Secret.
   */
  readonly heavy: number;
  readonly contested: number;
  /** One backend with the whole of a very large cluster. */
  readonly million: number;
  /** Many clusters that change; the ExternalSecrets are of each, the changes of all together. */
  readonly fleet: {
    readonly clusters: number;
    readonly externalSecrets: number;
    readonly perSecond: number;
    readonly seconds: number;
  };
  /** For the platform list; each namespace has ten ExternalSecrets. */
  readonly listed: {
    readonly distributions: number;
    readonly namespaces: number;
  };
  /** For the pages in a browser; each namespace has ten ExternalSecrets. */
  readonly page: {
    readonly distributions: number;
    readonly namespaces: number;
    /** How often a page is opened. */
    readonly openings: number;
    /** How long a tab stays open. */
    readonly seconds: number;
  };
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
  heavy: 300,
  million: 1_000_000,
  fleet: {
    clusters: 50,
    externalSecrets: 20_000,
    perSecond: 10_000,
    seconds: 60,
  },
  contested: 4_000,
  listed: { distributions: 1_000, namespaces: 10_000 },
  page: { distributions: 5_000, namespaces: 1_000, openings: 7, seconds: 60 },
};

/** To try the harness; its figures say nothing about large clusters. */
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
  heavy: 30,
  million: 20_000,
  fleet: { clusters: 5, externalSecrets: 1_000, perSecond: 1_000, seconds: 5 },
  contested: 400,
  listed: { distributions: 100, namespaces: 500 },
  page: { distributions: 500, namespaces: 100, openings: 2, seconds: 5 },
};
