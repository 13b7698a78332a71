import {
  DistributionRecord,
  isFailureEverywhere,
} from '@central-secrets/backstage-plugin-central-secrets-node';

/** The parts of its deliveries that a change of a distribution may change. */
export interface DistributionDifference {
  /** It may have deliveries in other namespaces than before. */
  readonly reach: boolean;
  /** Any of its deliveries may be in another state. */
  readonly all: boolean;
  /** It says other words about itself. */
  readonly words: boolean;
  /** The only namespaces in which its delivery may be in another state. */
  readonly namespaces: readonly string[];
}

/** Returns the fields that decide where a distribution has deliveries. */
function reachOf({ selectors, externalSecretName }: DistributionRecord) {
  return JSON.stringify([selectors, externalSecretName]);
}

/**
 * Returns everything that may decide a state. The distribution's description
 * and the operator's status for it as a whole do not; failures are compared one
 * by one.
 */
function weightOf(record: DistributionRecord): string {
  return JSON.stringify({
    ...record,
    annotations: undefined,
    labels: undefined,
    generation: undefined,
    ready: undefined,
    failedNamespaces: undefined,
  });
}

/** Returns the distribution's description of itself. */
function wordsOf({ annotations, labels }: DistributionRecord) {
  return JSON.stringify([annotations, labels]);
}

type Failures = DistributionRecord['failedNamespaces'];

/** Each entry as one text. */
function textsOf(failures: Failures): Map<string, Failures[number]> {
  return new Map(failures.map(failure => [JSON.stringify(failure), failure]));
}

function differentFailures(before: Failures, after: Failures): Failures {
  if (before.length === 0) {
    return after;
  }
  const old = textsOf(before);
  const current = textsOf(after);
  return [
    ...before.filter(failure => !current.has(JSON.stringify(failure))),
    ...after.filter(failure => !old.has(JSON.stringify(failure))),
  ];
}

/**
 * The operator writes the status of a distribution whenever it provisions a
 * namespace, so most changes concern few of its deliveries, or none.
 */
export function distributionDifference(
  before: DistributionRecord,
  after: DistributionRecord,
): DistributionDifference {
  const failures = differentFailures(
    before.failedNamespaces,
    after.failedNamespaces,
  );
  const reach = reachOf(before) !== reachOf(after);
  return {
    reach,
    all:
      reach ||
      weightOf(before) !== weightOf(after) ||
      failures.some(isFailureEverywhere),
    words: wordsOf(before) !== wordsOf(after),
    namespaces: failures.map(({ namespace }) => namespace),
  };
}
