import {
  AvailableDistribution,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  DistributionRecord,
  isOfferedTo,
  targetOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { ownWords } from './deliveryView';
import { FoundBinding } from '../bindings';
import { GatheredDelivery } from './gather';
import {
  PlanContext,
  Planned,
  planRequest,
  whyChangeRefused,
} from '../requests/plan';
import { addIndexedKeys, toKeys } from '../wire';

/** The rights of the asking user on an entity, worked out once per answer. */
export interface RequestRights {
  readonly mode: 'cluster' | 'gitops' | 'disabled';
  /** Why this user may change nothing for this entity; undefined: they may. */
  readonly refusal?: string;
  /** The owners in whose name the user may ask. */
  readonly owners: readonly string[];
  readonly allowedLabels: readonly string[];
  readonly protectedNamespaces: readonly string[];
}

/**
 * A distribution that a namespace does not get: whether it can be asked for,
 * why not, and what would happen. `delivery` is one whose state is
 * not-requested.
 */
export function toAvailable(
  delivery: GatheredDelivery,
  distribution: DistributionRecord,
  binding: FoundBinding & { cluster: NonNullable<FoundBinding['cluster']> },
  rights: RequestRights,
  known: Pick<PlanContext, 'writers' | 'isVisible'> = {},
): AvailableDistribution {
  const { input, spec, externalSecretName } = delivery;
  const planned = planRequest({
    cluster: binding.cluster,
    namespace: input.namespace,
    distribution,
    action: 'add',
    owners: rights.owners,
    now: input.now,
    observationMaxAgeMs: input.limits.observationMaxAgeMs,
    ...known,
  });
  const refusal = findRefusal(distribution, binding, planned, rights);
  const reason = refusal ?? rights.refusal ?? null;
  return {
    cluster: input.cluster,
    namespace: input.namespace.name,
    distribution: distribution.name,
    ...ownWords(distribution),
    secret: {
      name: targetOf(externalSecretName, spec),
      type: spec.targetType,
      ...toKeys(addIndexedKeys(binding.cluster, spec), distribution),
    },
    requestable: reason === null,
    reason,
    plan: refusal === undefined ? planned.plan ?? null : null,
  };
}

/**
 * Returns why no owner of the entity may request a distribution; undefined: its
 * owners may.
 */
function findRefusal(
  distribution: DistributionRecord,
  binding: FoundBinding,
  planned: Planned,
  rights: RequestRights,
): string | undefined {
  if (!binding.confirmedBy) {
    return `The namespace ${binding.namespace} does not confirm that it belongs to this entity`;
  }
  if (rights.protectedNamespaces.includes(binding.namespace)) {
    return namespaceProtected(binding.namespace);
  }
  if (!binding.cluster?.writable) {
    return noWriter(binding.clusterName);
  }
  const offer = isOfferedTo(distribution, rights.owners);
  if (!offer.offered) {
    return renderMessage(offer.reason);
  }
  if (planned.impossible !== undefined) {
    return planned.impossible;
  }
  return whyChangeRefused(planned, rights.allowedLabels);
}

/** Said of a namespace that no request may change. */
export function namespaceProtected(name: string): string {
  return `Labels of the namespace ${name} cannot be changed from here: it is protected (centralSecrets.requests.protectedNamespaces); ask the platform team`;
}

/** Said where a cluster has no write credential. */
export function noWriter(clusterName: string): string {
  return `Labels in cluster ${clusterName} cannot be changed from here: no write credential is configured (centralSecrets.clusters[].writer)`;
}
