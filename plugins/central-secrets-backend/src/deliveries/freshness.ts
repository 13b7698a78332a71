import {
  Observation,
  ObservedKind,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { ClusterInventory } from '../inventory/types';

/** Errors after which nothing more is learnt, however recent the last look. */
const UNREADABLE = new Set(['unauthorized', 'forbidden', 'not-installed']);

/** Whether what is known of a kind is recent enough to be relied on (as `deriveDelivery` judges it). */
export function isFresh(
  observation: Observation,
  now: number,
  maxAgeMs: number,
): boolean {
  return (
    observation.observedAt !== undefined &&
    !UNREADABLE.has(observation.error?.code ?? '') &&
    now - observation.observedAt <= maxAgeMs
  );
}

/** Why a kind of a cluster, or of a namespace of it, cannot be relied on now, in plain words; undefined where it can. */
export function staleReason(
  cluster: ClusterInventory,
  kind: ObservedKind,
  now: number,
  maxAgeMs: number,
  namespace?: string,
): string | undefined {
  const observation = cluster.observations(namespace)[kind];
  if (isFresh(observation, now, maxAgeMs)) {
    return undefined;
  }
  const age =
    observation.observedAt === undefined
      ? 'never observed yet'
      : `last observed ${new Date(observation.observedAt).toISOString()}`;
  const error = observation.error ? `: ${observation.error.message}` : '';
  return `${kind} of cluster ${cluster.name} are not known now (${age}${error})`;
}
