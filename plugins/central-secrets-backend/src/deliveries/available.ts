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
  labelsText,
  PlanContext,
  Planned,
  planRequest,
  whyChangeRefused,
  whyOtherEnvironment,
} from '../requests/plan';
import { findRoute, RouteOptions } from '../requests/route';
import { addIndexedKeys, toTarget, toMessage } from '../wire';

/** The rights of the asking user on an entity, worked out once per answer. */
export interface RequestRights {
  readonly route: RouteOptions;
  /** The entity's annotation `central-secrets/namespace-file`. */
  readonly namespaceFile?: string;
  /** Why this user may change nothing for this entity; undefined: they may. */
  readonly refusal?: Message<RefusalCode>;
  /** The owners in whose name the user may ask. */
  readonly owners: readonly string[];
  readonly allowedLabels: readonly string[];
  readonly protectedNamespaces: readonly string[];
  /** The label that says the environment of a namespace. */
  readonly environmentLabel?: string;
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
    environmentLabel: rights.environmentLabel,
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
      ...toTarget(addIndexedKeys(binding.cluster, spec), distribution),
    },
    requestable: reason === undefined,
    reason: reason ? toMessage(withLabels(reason, planned)) : null,
    plan: refusal === undefined ? planned.plan ?? null : null,
  };
}

/** Where requests are switched off, the labels that the platform team has to change. */
function withLabels(
  reason: Message<RefusalCode>,
  { plan }: Planned,
): Message<RefusalCode> {
  if (reason.code !== 'requests-disabled' || !plan) {
    return reason;
  }
  const { cluster, namespace } = plan;
  const labels = labelsText({ add: plan.add, remove: plan.remove });
  return message('requests-disabled.labels', { labels, cluster, namespace });
}

/** Returns why the labels of a namespace can be changed neither in its cluster nor in Git. */
function whyUnreachable(
  { record, clusterName, cluster }: FoundBinding,
  { route: options, namespaceFile }: RequestRights,
  isReviewed: boolean,
): Message<RefusalCode> | undefined {
  // Without a record the binding is not confirmed, which is told first.
  const route = findRoute(options, {
    cluster: clusterName,
    namespace: record!,
    namespaceFile,
    isReviewed,
  });
  if (route.kind === 'none') {
    // Those who may ask nothing here are told so once, for all.
    return route.refusal.code === 'requests-in-git' ? undefined : route.refusal;
  }
  return route.kind === 'cluster' && !cluster?.writable
    ? message('no-writer', { cluster: clusterName })
    : undefined;
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
  const { namespace } = binding;
  if (!binding.confirmedBy) {
    return message('binding-unconfirmed', { namespace });
  }
  if (rights.protectedNamespaces.includes(namespace)) {
    return message('namespace-protected', { namespace });
  }
  const offer = isOfferedTo(distribution, rights.owners);
  const isReviewed = offer.offered && offer.requires.review;
  const unreachable = whyUnreachable(binding, rights, isReviewed);
  if (unreachable) {
    return unreachable;
  }
  if (!offer.offered) {
    return offer.reason;
  }
  const elsewhere = whyOtherEnvironment(
    offer.requires,
    // A confirmed binding has its namespace.
    binding.record!,
    rights.environmentLabel,
  );
  if (elsewhere) {
    return elsewhere;
  }
  if (planned.impossible !== undefined) {
    return planned.impossible;
  }
  return whyChangeRefused(planned, rights.allowedLabels);
}
