import type { Entity } from '@backstage/catalog-model';
import type {
  AvailableDistribution,
  Binding,
  ClusterView,
  DeliveriesResponse,
  Delivery,
  DeliveryState,
  Plan,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  deliveryId,
  OBSERVED_KINDS,
} from '@central-secrets/backstage-plugin-central-secrets-common';

/** The backend's time in every fixture. */
export const ANSWERED_AT = '2026-11-23T14:10:00.000Z';

/** A time so many milliseconds before the fixtures' answer. */
export function before(milliseconds: number): string {
  return new Date(Date.parse(ANSWERED_AT) - milliseconds).toISOString();
}

export const MINUTE_MS = 60_000;

/** The entity that the fixtures are about. */
export const backstageComponent: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'backstage',
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-namespace': 'backstage' },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'guests' },
};

/** Another one, in the same namespace. */
export const shopComponent: Entity = {
  ...backstageComponent,
  metadata: { ...backstageComponent.metadata, name: 'shop' },
};

/** A delivery that has arrived; a test states only what matters to it. */
export function delivery(
  distribution: string,
  changes: Partial<Delivery> = {},
): Delivery {
  const place = { cluster: 'hub', namespace: 'backstage', ...changes };
  return {
    id: deliveryId(place.cluster, place.namespace, { distribution }),
    cluster: 'hub',
    namespace: 'backstage',
    origin: 'distribution',
    distribution,
    description: null,
    documentationUrl: null,
    externalSecret: distribution,
    involved: changes.state !== 'not-requested',
    state: 'synced',
    cause: null,
    since: before(60 * MINUTE_MS),
    summary: 'The Secret is in place and current',
    evidence: [],
    remedy: { by: 'nobody', text: 'Nothing to do', command: null },
    secret: { name: distribution, type: 'Opaque', keys: ['token'] },
    requestLabels: { [`secrets/${distribution}`]: 'true' },
    store: {
      name: 'central-secret-store',
      kind: 'ClusterSecretStore',
      ready: true,
    },
    lastSynced: before(4 * MINUTE_MS),
    nextRefresh: before(-56 * MINUTE_MS),
    refreshIntervalMs: 60 * MINUTE_MS,
    requested: null,
    warnings: [],
    ...changes,
  };
}

/** The model's texts for each state, in short. */
const WORDS_OF: Readonly<
  Record<DeliveryState, Partial<Delivery> & Pick<Delivery, 'summary'>>
> = {
  unknown: {
    summary: 'Cluster hub has not been observed for 3 min',
    remedy: { by: 'platform', text: 'Make it reachable', command: null },
  },
  terminating: {
    summary: 'The namespace is being deleted',
    remedy: { by: 'platform', text: 'Remove the finalizer', command: null },
  },
  'not-requested': {
    summary: 'The namespace has not asked for it',
    remedy: { by: 'developer', text: 'Request it', command: null },
  },
  orphaned: {
    summary: 'The label is gone, and the copy is still there',
    remedy: { by: 'platform', text: 'Delete the copy', command: null },
  },
  conflict: {
    summary: 'Another ExternalSecret has the name',
    remedy: { by: 'platform', text: 'Rename one of them', command: null },
  },
  denied: {
    summary: 'The store does not allow the namespace',
    remedy: { by: 'platform', text: 'Allow the namespace', command: null },
  },
  pending: {
    summary: 'Selected, and not attempted yet',
    remedy: { by: 'nobody', text: 'Wait a moment', command: null },
  },
  'store-unavailable': {
    summary: 'The store does not answer',
    remedy: { by: 'platform', text: 'Mend the store', command: null },
  },
  failed: {
    summary: 'The source secret does not have the key "token"',
    cause: 'property-missing',
    remedy: {
      by: 'platform',
      text: 'Add the key to the source secret',
      command: 'kubectl -n central-secret-store edit secret github-pat',
    },
    evidence: [
      {
        kind: 'ExternalSecret',
        namespace: 'backstage',
        name: 'git-credentials',
        field: 'event UpdateFailed',
        value: 'key token does not exist in secret github-pat',
        at: before(2 * MINUTE_MS),
      },
    ],
  },
  outdated: {
    summary: 'A newer version has not been synced yet',
    remedy: { by: 'nobody', text: 'Wait a moment', command: null },
  },
  stale: {
    summary: 'Not refreshed for 3 h, although it is due every hour',
    remedy: { by: 'platform', text: 'Look at the operator', command: null },
  },
  synced: { summary: 'The Secret is in place and current' },
};

/** A delivery in the given state, with the words that belong to it. */
export function deliveryIn(
  state: DeliveryState,
  distribution: string = `${state}-secret`,
  changes: Partial<Delivery> = {},
): Delivery {
  return delivery(distribution, { state, ...WORDS_OF[state], ...changes });
}

export function binding(changes: Partial<Binding> = {}): Binding {
  return {
    cluster: 'hub',
    namespace: 'backstage',
    exists: true,
    confirmed: true,
    confirmedBy: 'label backstage.io/kubernetes-id=backstage',
    confirmWith: null,
    ...changes,
  };
}

/** A cluster whose every kind was seen two seconds before the answer. */
export function cluster(changes: Partial<ClusterView> = {}): ClusterView {
  return {
    name: 'hub',
    title: null,
    reachable: true,
    writable: true,
    clockOffsetMs: 0,
    kinds: kinds({}),
    ...changes,
  };
}

/** All kinds well observed, but for the changes. */
export function kinds(changes: ClusterView['kinds']): ClusterView['kinds'] {
  const observed = { observedAt: before(2_000), error: null, count: 3 };
  return {
    ...(Object.fromEntries(
      OBSERVED_KINDS.map(kind => [kind, observed]),
    ) as ClusterView['kinds']),
    ...changes,
  };
}

export function plan(distribution: string, changes: Partial<Plan> = {}): Plan {
  return {
    cluster: 'hub',
    namespace: 'backstage',
    add: { [`secrets/${distribution}`]: 'true' },
    remove: [],
    arrives: [
      { distribution, secret: distribution, type: 'Opaque', keys: ['token'] },
    ],
    leaves: [],
    warnings: [],
    ...changes,
  };
}

/** Something that can be asked for. */
export function available(
  distribution: string,
  changes: Partial<AvailableDistribution> = {},
): AvailableDistribution {
  return {
    cluster: 'hub',
    namespace: 'backstage',
    distribution,
    description: null,
    documentationUrl: null,
    secret: { name: distribution, type: 'Opaque', keys: ['token'] },
    requestable: true,
    reason: null,
    plan: plan(distribution),
    ...changes,
  };
}

/** An answer about one confirmed namespace of one well observed cluster. */
export function response(
  changes: Partial<DeliveriesResponse> = {},
): DeliveriesResponse {
  return {
    entityRef: 'component:default/backstage',
    answeredAt: ANSWERED_AT,
    bindings: [binding()],
    deliveries: [],
    available: [],
    clusters: [cluster()],
    requests: { mode: 'cluster', allowed: true, reason: null },
    ...changes,
  };
}
