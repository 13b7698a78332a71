import type { Entity } from '@backstage/catalog-model';
import type {
  AvailableDistribution,
  Binding,
  ClusterView,
  DeliveriesResponse,
  Delivery,
  DeliveryState,
  Message,
  Plan,
  RemedyBy,
  RemedyCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  deliveryId,
  message,
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

function remedy(
  by: RemedyBy,
  told: Message<RemedyCode>,
  command: string | null = null,
): Delivery['remedy'] {
  return { by, ...told, command };
}

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
    certainty: null,
    candidates: [],
    since: before(60 * MINUTE_MS),
    summary: message('synced', { secret: distribution }),
    evidence: [],
    remedy: remedy('nobody', message('no-action')),
    secret: { name: distribution, type: 'Opaque', keys: ['token'] },
    requestLabels: { [`secrets/${distribution}`]: 'true' },
    store: {
      name: 'central-secret-store',
      kind: 'ClusterSecretStore',
      ready: true,
    },
    stores: [
      {
        name: 'central-secret-store',
        kind: 'ClusterSecretStore',
        ready: true,
      },
    ],
    lastSynced: before(4 * MINUTE_MS),
    nextRefresh: before(-56 * MINUTE_MS),
    refreshIntervalMs: 60 * MINUTE_MS,
    requested: null,
    warnings: [],
    ...changes,
  };
}

/** What is said of each state. */
const WORDS_OF: Readonly<
  Record<DeliveryState, Partial<Delivery> & Pick<Delivery, 'summary'>>
> = {
  unknown: {
    summary: message('cluster-unobserved', { cluster: 'hub' }),
    remedy: remedy('platform', message('connect-cluster', { cluster: 'hub' })),
  },
  terminating: {
    summary: message('namespace-held'),
    remedy: remedy('platform', message('check-finalizers')),
  },
  'not-requested': {
    summary: message('not-requested', { namespace: 'backstage' }),
    remedy: remedy(
      'developer',
      message('request-by-label', { labels: ['secrets/a=true'] }),
    ),
  },
  orphaned: {
    summary: message('copy-left'),
    remedy: remedy('platform', message('delete-copy')),
  },
  conflict: {
    summary: message('name-taken', { name: 'git-credentials' }),
    remedy: remedy('platform', message('refresh-distribution')),
  },
  denied: {
    summary: message('store-denies', {
      store: 'central-secret-store',
      namespace: 'backstage',
    }),
    remedy: remedy(
      'platform',
      message('allow-namespace', {
        store: 'ClusterSecretStore central-secret-store',
      }),
    ),
  },
  pending: {
    summary: message('attempt-awaited'),
    remedy: remedy('nobody', message('await-copy')),
  },
  'store-unavailable': {
    summary: message('store-unavailable', { store: 'central-secret-store' }),
    remedy: remedy(
      'platform',
      message('check-store', {
        store: 'ClusterSecretStore central-secret-store',
      }),
    ),
  },
  failed: {
    summary: message('property-missing', {
      source: 'github-pat',
      property: 'token',
    }),
    cause: 'property-missing',
    remedy: remedy(
      'platform',
      message('add-key', {
        source: 'github-pat',
        property: 'token',
        definition: 'ClusterExternalSecret git-credentials',
      }),
      'kubectl -n central-secret-store edit secret github-pat',
    ),
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
    summary: message('changed-since'),
    remedy: remedy('nobody', message('await-change')),
  },
  stale: {
    summary: message('refresh-overdue'),
    remedy: remedy('platform', message('check-refresh')),
  },
  synced: { summary: message('synced', { secret: 'synced-secret' }) },
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
    confirmedBy: message('confirmed-by-label', {
      key: 'backstage.io/kubernetes-id',
      value: 'backstage',
    }),
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
