import { StoreHealth } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  DeliveryLimits,
  judgeStore,
  StoreRecord,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { isFresh } from '../inventory/observation';
import { instant, toEvidence, toMessage, toRemedy } from '../wire';
import { isCounted, WatchedCluster } from './toDistribution';

/** The health of a ClusterSecretStore in the contract's form. An allow-list, as every form of the contract. */
export function toStoreHealth(
  watched: WatchedCluster,
  store: StoreRecord,
  { now, limits }: { now: number; limits: DeliveryLimits },
): StoreHealth {
  const { cluster, states } = watched;
  const offsetMs = cluster.clockOffsetMs() ?? 0;
  const instantOf = (time: number | undefined) =>
    instant(time === undefined ? undefined : time - offsetMs);
  const isKnown = isFresh(
    cluster.observations().clustersecretstores,
    now,
    limits.observationMaxAgeMs,
  );
  const judged = judgeStore(store, cluster.warningAbout(store), now + offsetMs);
  const dependents = states.dependentsOf(store.name);
  return {
    cluster: cluster.name,
    kind: store.kind,
    namespace: store.namespace ?? null,
    name: store.name,
    provider: store.provider,
    ready: isKnown ? judged.ready : null,
    since: instantOf(judged.since),
    cause: judged.cause ?? null,
    certainty: judged.certainty ?? null,
    summary: judged.summary ? toMessage(judged.summary) : null,
    evidence: judged.evidence.map(entry => toEvidence(entry, instantOf)),
    remedy: judged.remedy ? toRemedy(judged.remedy) : null,
    dependents: isCounted(watched)
      ? {
          distributions: dependents.distributions,
          deliveries: dependents.deliveries,
          failing:
            (dependents.states['store-unavailable'] ?? 0) +
            (dependents.states.failed ?? 0),
        }
      : null,
  };
}
