import {
  isRefusal,
  Observation,
  Observations,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  OBSERVED_KINDS,
  ObservedKind,
  message,
  Message,
  ObservationCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';

/**
 * Whether the knowledge of a kind is recent enough to be relied on (as
 * `deriveDelivery` judges it).
 */
export function isFresh(
  observation: Observation,
  now: number,
  maxAgeMs: number,
): boolean {
  return (
    observation.observedAt !== undefined &&
    !isRefusal(observation.error) &&
    now - observation.observedAt <= maxAgeMs
  );
}

/**
 * How well every kind is known, as far as a state depends on it: the same text
 * as long as no kind is lost, found, refused or too old since.
 */
export function knowledgeText(
  observations: Observations,
  now: number,
  maxAgeMs: number,
): string {
  return OBSERVED_KINDS.map(kind => {
    const observation = observations[kind];
    if (isFresh(observation, now, maxAgeMs)) {
      return 'fresh';
    }
    if (isRefusal(observation.error)) {
      return 'refused';
    }
    return observation.observedAt === undefined ? 'never' : 'old';
  }).join();
}

/** A cluster of the inventory, as far as it says how well it is known. */
interface ObservedCluster {
  readonly name: string;
  /**
   * The observations of one namespace, or of everything that namespaces share.
   */
  observations(namespace?: string): Observations;
}

/** Why a kind of a cluster, or of a namespace of it, cannot be relied on now; undefined where it can. */
export function staleReason(
  cluster: ObservedCluster,
  kind: ObservedKind,
  now: number,
  maxAgeMs: number,
  namespace?: string,
): Message<ObservationCode> | undefined {
  const observation = cluster.observations(namespace)[kind];
  if (isFresh(observation, now, maxAgeMs)) {
    return undefined;
  }
  const { observedAt, error } = observation;
  const about = { kind, cluster: cluster.name };
  if (observedAt === undefined) {
    return error
      ? message('kind-unobserved-failing', { ...about, because: error.message })
      : message('kind-unobserved', about);
  }
  const seen = { ...about, at: new Date(observedAt).toISOString() };
  return error
    ? message('kind-outdated-failing', { ...seen, because: error.message })
    : message('kind-outdated', seen);
}
