import { OperatorView } from '@central-secrets/backstage-plugin-central-secrets-common';
import { findOperatorFaults } from '@central-secrets/manifest-rules';
import { ClusterInventory } from '../inventory';
import { instant } from './wire';

/**
 * The operator of a cluster, and its known faults that concern the cluster;
 * null: its release is not known. The reader may not see admission policies, so
 * whether one keeps a fault away is not known here; the doctor checks that.
 */
export function toOperatorView(cluster: ClusterInventory): OperatorView | null {
  const known = cluster.operator();
  if (!known) {
    return null;
  }
  const { release, source, readAt, handlesPushes } = known;
  const areDistributionsKnown =
    cluster.count('clusterexternalsecrets') !== undefined;
  const faults = findOperatorFaults(release, {
    handlesPushes,
    ...(areDistributionsKnown && {
      distributions: cluster.distributions().map(({ name }) => name),
    }),
  });
  return {
    version: release.version,
    atLeast: release.atLeast ?? false,
    source,
    readAt: instant(readAt),
    faults: faults.map(({ fault, severity, isPossible, guard }) => ({
      id: fault.id,
      kind: fault.kind,
      severity,
      certain: !isPossible,
      summary: fault.summary,
      condition: fault.condition ?? null,
      policy: guard?.policy ?? null,
      remedy: fault.remedy,
      url: fault.url,
    })),
  };
}
