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

/** A cluster in which these distributions are, and nothing of them yet. */
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
    clockOffsetMs: () => undefined,
    namespaceRecords: () => [],
    clusterStores: () => [],
    ruleManifest: () => undefined,
    onChange: () => () => {},
  };
}

/** Asks for the first of the distributions, or gives it back: plans as the backend does, from what the API server says of the namespace. */
export async function planned(
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

/** Who selects after a plan, as it says itself; sorted. */
export function foretold(
  before: readonly string[],
  { arrives, leaves }: NonNullable<Awaited<ReturnType<typeof planned>>['plan']>,
): string[] {
  const left = leaves.map(({ distribution }) => distribution);
  return [
    ...before.filter(name => !left.includes(name)),
    ...arrives.map(({ distribution }) => distribution),
  ].sort();
}
