import {
  AvailableDistribution,
  message,
  Message,
  RefusalCode,
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
import { addIndexedKeys, toKeys, toMessage } from '../wire';

/** The rights of the asking user on an entity, worked out once per answer. */
export interface RequestRights {
  readonly mode: 'cluster' | 'gitops' | 'disabled';
  /** Why this user may change nothing for this entity; undefined: they may. */
  readonly refusal?: Message<RefusalCode>;
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
  const reason = refusal ?? rights.refusal;
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
    requestable: reason === undefined,
    reason: reason ? toMessage(reason) : null,
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
): Message<RefusalCode> | undefined {
  const { namespace, clusterName } = binding;
  if (!binding.confirmedBy) {
    return message('binding-unconfirmed', { namespace });
  }
  if (rights.protectedNamespaces.includes(namespace)) {
    return message('namespace-protected', { namespace });
  }
  if (!binding.cluster?.writable) {
    return message('no-writer', { cluster: clusterName });
  }
  const offer = isOfferedTo(distribution, rights.owners);
  if (!offer.offered) {
    return offer.reason;
  }
  if (planned.impossible !== undefined) {
    return planned.impossible;
  }
  return whyChangeRefused(planned, rights.allowedLabels);
}
