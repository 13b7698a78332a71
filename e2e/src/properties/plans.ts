import {
  DistributionRecord,
  Observations,
  parseDistribution,
  parseNamespace,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { OBSERVED_KINDS } from '@central-secrets/backstage-plugin-central-secrets-common';
import { CLUSTER } from '../framework/backstage';
import { PlainObject } from '../framework/objects';
import { theWorld } from '../jest/globals';
import { ClusterInventory, planRequest } from '../scenarios/backend';

/** A cluster that has these distributions, and no copy yet. */
function offering(
  distributions: readonly DistributionRecord[],
  now: number,
): ClusterInventory {
  return {
    name: CLUSTER,
    writable: true,
    observations: () =>
      Object.fromEntries(
        OBSERVED_KINDS.map(kind => [kind, { observedAt: now }]),
      ) as Observations,
    count: () => undefined,
    namespace: () => undefined,
    namespacesWithLabel: () => [],
    distributions: () => distributions,
    distribution: name => distributions.find(record => record.name === name),
    distributionsAskingFor: () => distributions,
    distributionsForLabels: () => distributions,
    countOfferedTo: () => 0,
    externalSecret: () => undefined,
    externalSecretsIn: () => [],
    store: () => undefined,
    eventsAbout: () => [],
    lastWriteTo: () => undefined,
    warningAbout: () => undefined,
    neverReconciledSince: () => undefined,
    clockOffsetMs: () => undefined,
    hubIndex: () => undefined,
    refusalFacts: () => undefined,
    operator: () => undefined,
    namespaceRecords: () => [],
    clusterStores: () => [],
    ruleManifest: () => undefined,
    pushes: {
      observation: () => ({ observedAt: now }),
      count: () => 0,
      pushSecret: () => undefined,
      pushSecrets: () => [],
      clusterPushSecret: () => undefined,
      clusterPushSecrets: () => [],
      onChange: () => () => {},
    },
    onChange: () => () => {},
  };
}

/**
 * Plans to add or to remove the first of the distributions, as the backend
 * does, from the API server's answer about the namespace.
 */
export async function planChange(
  action: 'add' | 'remove',
  namespace: PlainObject,
  distributions: readonly PlainObject[],
) {
  const { api } = theWorld().platform;
  const now = Date.now();
  const records = distributions.map((object, index) =>
    parseDistribution({
      ...object,
      metadata: {
        ...object.metadata,
        uid: `uid-${index}`,
        creationTimestamp: new Date(now).toISOString(),
      },
    }),
  );
  const record = parseNamespace(
    await api.get(`/api/v1/namespaces/${namespace.metadata.name}`),
  );
  return planRequest({
    cluster: offering(records, now),
    namespace: record,
    distribution: records[0],
    action,
    owners: [],
    now,
    observationMaxAgeMs: 60_000,
  });
}

/**
 * Returns the distributions that select after a plan, as the plan says; sorted.
 */
export function listPredicted(
  before: readonly string[],
  {
    arrives,
    leaves,
  }: NonNullable<Awaited<ReturnType<typeof planChange>>['plan']>,
): string[] {
  const left = leaves.map(({ distribution }) => distribution);
  return [
    ...before.filter(name => !left.includes(name)),
    ...arrives.map(({ distribution }) => distribution),
  ].sort();
}
