import {
  ClusterView,
  OBSERVED_KINDS,
  Observation,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { ClusterInventory } from '../inventory/types';
import { instant } from './wire';

/** Errors that only an API server that can be reached gives. */
const ANSWERED = new Set(['unauthorized', 'forbidden', 'not-installed']);

/** How well a cluster is known now, in the contract's form: per kind, with its age, error and count. */
export function toClusterView(cluster: ClusterInventory): ClusterView {
  const observations = cluster.observations();
  const kinds = Object.fromEntries(
    OBSERVED_KINDS.map(kind => {
      const { observedAt, error } = observations[kind];
      return [
        kind,
        {
          observedAt: instant(observedAt),
          error: error ? { code: error.code, message: error.message } : null,
          // What cannot be read may have any number by now.
          count: isRefused(observations[kind])
            ? null
            : cluster.count(kind) ?? null,
        },
      ];
    }),
  ) as ClusterView['kinds'];
  return {
    name: cluster.name,
    title: cluster.title ?? null,
    reachable: OBSERVED_KINDS.some(kind => answers(observations[kind])),
    writable: cluster.writable,
    clockOffsetMs: cluster.clockOffsetMs() ?? null,
    kinds,
  };
}

/** Whether the API server answers for this kind now, be it with a refusal. */
function answers({ observedAt, error }: Observation): boolean {
  return isRefused({ error }) || (!error && observedAt !== undefined);
}

function isRefused({ error }: Observation): boolean {
  return error !== undefined && ANSWERED.has(error.code);
}
