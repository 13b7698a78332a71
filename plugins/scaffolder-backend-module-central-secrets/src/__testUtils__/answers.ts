import {
  DeliveriesResponse,
  Delivery,
  RequestResponse,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';

const NOW = '2026-11-23T12:00:00.000Z';

/** A synced delivery of application-docker-registry; tests change what matters to them. */
export function delivery(changes: Partial<Delivery> = {}): Delivery {
  const distribution = changes.distribution ?? 'application-docker-registry';
  return {
    id: `demo/backstage/${distribution}`,
    cluster: 'demo',
    namespace: 'backstage',
    origin: 'distribution',
    distribution,
    description: null,
    documentationUrl: null,
    externalSecret: 'gh-docker-registry-creds',
    involved: true,
    state: 'synced',
    cause: null,
    certainty: null,
    candidates: [],
    since: NOW,
    summary: message('synced', { secret: 'gh-docker-registry-creds' }),
    evidence: [],
    remedy: { by: 'nobody', ...message('no-action'), command: null },
    secret: {
      name: 'gh-docker-registry-creds',
      type: 'kubernetes.io/dockerconfigjson',
      keys: ['.dockerconfigjson'],
    },
    requestLabels: { 'secrets/gh-docker-registry': 'true' },
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
    lastSynced: NOW,
    nextRefresh: null,
    refreshIntervalMs: 3_600_000,
    requested: null,
    warnings: [],
    ...changes,
  };
}

/** A delivery whose source is missing: nothing happens before the platform team acts. */
export function failedDelivery(changes: Partial<Delivery> = {}): Delivery {
  return delivery({
    state: 'failed',
    cause: 'source-missing',
    summary: message('source-missing.unnamed'),
    remedy: {
      by: 'platform',
      ...message('create-source.unnamed', {
        store: 'ClusterSecretStore central-secret-store',
        definition: 'ClusterExternalSecret application-docker-registry',
      }),
      command: 'kubectl get secrets',
    },
    ...changes,
  });
}

/** The answer to `GET …/deliveries`. */
export function deliveriesAnswer(
  ...deliveries: Delivery[]
): DeliveriesResponse {
  return {
    entityRef: 'component:default/backstage',
    answeredAt: NOW,
    bindings: [
      {
        cluster: 'demo',
        namespace: 'backstage',
        exists: true,
        confirmed: true,
        confirmedBy: message('confirmed-by-label', {
          key: 'backstage.io/kubernetes-id',
          value: 'backstage',
        }),
        confirmWith: null,
      },
    ],
    deliveries,
    available: [],
    clusters: [],
    requests: { mode: 'cluster', allowed: true, reason: null },
  };
}

/** The answer to `POST …/requests` that adds the label of application-docker-registry. */
export function requestAnswer(
  changes: Partial<RequestResponse> = {},
): RequestResponse {
  return {
    plan: {
      cluster: 'demo',
      namespace: 'backstage',
      add: { 'secrets/gh-docker-registry': 'true' },
      remove: [],
      arrives: [
        {
          distribution: 'application-docker-registry',
          secret: 'gh-docker-registry-creds',
          type: 'kubernetes.io/dockerconfigjson',
          keys: ['.dockerconfigjson'],
        },
      ],
      leaves: [],
      warnings: [],
    },
    applied: true,
    requestId: 'request-1',
    mode: 'cluster',
    pullRequestUrl: null,
    ...changes,
  };
}
