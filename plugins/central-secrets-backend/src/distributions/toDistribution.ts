import { Distribution } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  DistributionRecord,
  requestLabels,
  targetOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { ownWords } from '../deliveries';
import { instant, toTarget, toStore } from '../wire';
import { ClusterInventory } from '../inventory';
import { ClusterFindings } from './ClusterFindings';
import { ClusterStates } from './ClusterStates';
import { FindingsOfDistribution } from './JudgedDistribution';

/** The data kept about one cluster between requests. */
export interface WatchedCluster {
  readonly cluster: ClusterInventory;
  readonly states: ClusterStates;
  readonly findings: ClusterFindings;
}

/** false: it is not known which namespaces there are, or their deliveries were never all looked at. */
export function isCounted({ cluster, states }: WatchedCluster): boolean {
  return (
    states.settledAt !== undefined &&
    cluster.observations().namespaces.observedAt !== undefined
  );
}

/** In the contract's form. An allow-list, as every form of the contract. */
export function toDistribution(
  watched: WatchedCluster,
  record: DistributionRecord,
  { findings, complete }: FindingsOfDistribution,
): Distribution {
  const { cluster, states } = watched;
  const { spec } = record;
  const counted = isCounted(watched);
  const count = (severity: string) =>
    findings.filter(finding => finding.severity === severity).length;
  return {
    cluster: cluster.name,
    name: record.name,
    ...ownWords(record),
    secret: {
      name: targetOf(record.externalSecretName, spec),
      type: spec.targetType,
      ...toTarget(spec, record),
    },
    requestLabels: requestLabels(record),
    store: toStore(spec.stores[0]),
    refreshIntervalMs: spec.refreshIntervalMs,
    states: counted ? states.countsOf(record.name) : null,
    countedAt: counted ? instant(states.settledAt) : null,
    findings: {
      errors: count('error'),
      warnings: count('warning'),
      notes: count('note'),
      complete,
    },
  };
}
