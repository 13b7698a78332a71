import {
  AvailableDistribution,
  DistributionRecord,
  isLabelAllowed,
  isOfferedTo,
  LabelChange,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { ownWords } from './deliveryView';
import { FoundBinding } from './bindings';
import { GatheredDelivery, targetOf } from './gather';
import { Planned, planRequest } from './plan';

/** What the asking user may do for an entity, worked out once per answer. */
export interface RequestRights {
  readonly mode: 'cluster' | 'gitops' | 'disabled';
  /** Why this user may change nothing for this entity; undefined: they may. */
  readonly refusal?: string;
  /** The owners in whose name the user may ask. */
  readonly owners: readonly string[];
  readonly allowedLabels: readonly string[];
}

/** The first key of a change that is not on the allow-list; undefined: all are. */
export function disallowedLabel(
  change: LabelChange,
  allowedLabels: readonly string[],
): string | undefined {
  return [...Object.keys(change.add), ...change.remove].find(
    key => !isLabelAllowed(key, allowedLabels),
  );
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
): AvailableDistribution {
  const { input, spec, externalSecretName } = delivery;
  const planned = planRequest({
    cluster: binding.cluster,
    namespace: input.namespace,
    distribution,
    action: 'add',
    now: input.now,
    observationMaxAgeMs: input.limits.observationMaxAgeMs,
  });
  const nobodyMay = whyNobodyMay(distribution, binding, planned, rights);
  const reason = nobodyMay ?? rights.refusal ?? null;
  return {
    cluster: input.cluster,
    namespace: input.namespace.name,
    distribution: distribution.name,
    ...ownWords(distribution),
    secret: {
      name: targetOf(externalSecretName, spec),
      type: spec.targetType,
      keys: spec.keys ? [...spec.keys] : null,
    },
    requestable: reason === null,
    reason,
    plan: nobodyMay === undefined ? planned.plan ?? null : null,
  };
}

/** Why nobody who owns the entity may ask for a distribution; undefined: its owners may. */
function whyNobodyMay(
  distribution: DistributionRecord,
  binding: FoundBinding,
  planned: Planned,
  rights: RequestRights,
): string | undefined {
  if (!binding.confirmedBy) {
    return `The namespace ${binding.namespace} does not confirm that it belongs to this entity`;
  }
  if (!binding.cluster?.writable) {
    return noWriter(binding.clusterName);
  }
  const offer = isOfferedTo(distribution, rights.owners);
  if (!offer.offered) {
    return offer.reason;
  }
  if (planned.impossible !== undefined) {
    return planned.impossible;
  }
  const label = disallowedLabel(planned.change, rights.allowedLabels);
  return label && labelNotAllowed(label, rights.allowedLabels);
}

/** Said where a cluster has no write credential. */
export function noWriter(clusterName: string): string {
  return `Labels in cluster ${clusterName} cannot be changed from here: no write credential is configured (centralSecrets.clusters[].writer)`;
}

/** Said where a change would touch a label outside the allow-list. */
export function labelNotAllowed(
  label: string,
  allowedLabels: readonly string[],
): string {
  return `The label ${label} may not be changed from here; allowed are ${allowedLabels.join(
    ', ',
  )} (centralSecrets.requests.allowedLabels), or ask the platform team to set it`;
}
