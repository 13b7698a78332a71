import {
  Delivery,
  deliveryId,
  ANNOTATION_DESCRIPTION,
  ANNOTATION_DOCUMENTATION_URL,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  DerivedDelivery,
  hideCredentials,
  isAskedFor,
  namespaceFinalizer,
  requestLabels,
  DistributionRecord,
  StoreReference,
  targetOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  toEvidence,
  httpUrl,
  instant,
  toTarget,
  toMessage,
  toRemedy,
  toStore,
} from '../wire';
import { isFresh } from '../inventory/observation';
import { GatheredDelivery } from './gather';

/**
 * The user who last requested a delivery through this plugin, and when
 * (milliseconds since the epoch).
 */
export interface LastRequest {
  readonly by: string;
  readonly at: number;
  /** Who made it for the user; undefined: the user, by a page or a template. */
  readonly via?: 'assistant';
}

/** A delivery in the contract's form. An allow-list: nothing of a record passes unless it is named here. */
export function toDelivery(
  gathered: GatheredDelivery,
  derived: DerivedDelivery,
  requested: LastRequest | undefined,
): Delivery {
  const { input, spec, own } = gathered;
  const { now, clusterNow } = input;
  // Times are the cluster's until here; readers of the answer compare them with
  // our clock.
  const instantOf = (time: number | undefined) =>
    instant(time === undefined ? undefined : time + now - clusterNow);
  const distributionName = gathered.distributionName ?? null;
  return {
    id: deliveryIdOf(gathered),
    cluster: input.cluster,
    namespace: input.namespace.name,
    origin: gathered.origin,
    distribution: distributionName,
    ...ownWords(input.distribution),
    externalSecret: gathered.externalSecretName,
    involved: isInvolved(gathered),
    state: derived.state,
    cause: derived.cause ?? null,
    certainty: derived.certainty ?? null,
    candidates: derived.candidates.map(({ cause, check, by, command }) => ({
      cause,
      check: toMessage(check),
      by,
      command: command ?? null,
    })),
    since: instantOf(derived.since),
    summary: toMessage(derived.summary),
    evidence: derived.evidence.map(entry => toEvidence(entry, instantOf)),
    remedy: toRemedy(derived.remedy),
    secret: {
      name: targetOf(gathered.externalSecretName, spec),
      type: spec.targetType,
      ...toTarget(spec, input.distribution),
    },
    requestLabels: input.distribution ? requestLabels(input.distribution) : {},
    store: toReadStore(gathered, spec.stores[0]),
    stores: spec.stores.map(store => toReadStore(gathered, store)),
    lastSynced: instantOf(own?.refreshedAt),
    nextRefresh: instantOf(nextRefresh(gathered, derived)),
    refreshIntervalMs: spec.refreshIntervalMs,
    requested: requested
      ? { ...requested, at: new Date(requested.at).toISOString() }
      : null,
    warnings: derived.warnings.map(toMessage),
  };
}

/** The id under which the contract knows a delivery. */
export function deliveryIdOf({
  input,
  distributionName,
  externalSecretName,
}: GatheredDelivery): string {
  return deliveryId(
    input.cluster,
    input.namespace.name,
    distributionName === undefined
      ? { declared: externalSecretName }
      : { distribution: distributionName },
  );
}

/** Whether a distribution has to do with the namespace (`involved` of the contract). */
export function isInvolved({ own, input }: GatheredDelivery): boolean {
  const { distribution, namespace } = input;
  return (
    own !== undefined ||
    distribution === undefined ||
    isAskedFor(distribution, namespace) ||
    namespace.finalizers.includes(namespaceFinalizer(distribution.name))
  );
}

/** The distribution's own description of itself. */
export function ownWords(distribution: DistributionRecord | undefined): {
  description: string | null;
  documentationUrl: string | null;
} {
  const annotations = distribution?.annotations ?? {};
  const description = annotations[ANNOTATION_DESCRIPTION];
  return {
    description:
      description === undefined ? null : hideCredentials(description),
    documentationUrl: httpUrl(annotations[ANNOTATION_DOCUMENTATION_URL]),
  };
}

function toReadStore(
  gathered: GatheredDelivery,
  store: StoreReference | undefined,
): Delivery['store'] {
  return {
    ...toStore(store),
    ready: store ? storeReady(gathered, store) : null,
  };
}

/** null: not known. A store that was Ready when it was last seen, long ago, is not known to be. */
function storeReady(
  { input }: GatheredDelivery,
  { kind: storeKind, name }: StoreReference,
): boolean | null {
  const kind =
    storeKind === 'SecretStore' ? 'secretstores' : 'clustersecretstores';
  const { now, limits, observations } = input;
  const status = input.stores.find(
    store => store.kind === storeKind && store.name === name,
  )?.ready?.status;
  return status === undefined ||
    status === 'Unknown' ||
    !isFresh(observations[kind], now, limits.observationMaxAgeMs)
    ? null
    : status === 'True';
}

/**
 * The time at which ESO is due to refresh next. Only where its interval decides
 * that: after a failure its own backoff does, and ESO does not publish it. While
 * a sync window holds it back, the time at which the window lets it pass.
 */
function nextRefresh(
  { own, spec }: GatheredDelivery,
  { state, warnings }: DerivedDelivery,
): number | undefined {
  const held = warnings.find(({ code }) => code === 'sync-window-closed');
  if (held) {
    const { at } = held.parameters;
    return typeof at === 'string' ? Date.parse(at) : undefined;
  }
  return own?.refreshedAt !== undefined &&
    (state === 'synced' || state === 'stale') &&
    spec.refreshPolicy === 'Periodic' &&
    spec.refreshIntervalMs > 0
    ? own.refreshedAt + spec.refreshIntervalMs
    : undefined;
}
