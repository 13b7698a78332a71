import { syncedVersionOf } from '@central-secrets/backstage-plugin-central-secrets-node';
import { timestamp } from '../clock';
import { KubernetesObject } from '../apiServer/objects';
import { childOf } from '../operator/childExternalSecret';
import { namespaceFinalizer } from '../operator/clusterExternalSecretController';
import { withReady } from '../operator/conditions';
import { EXTERNAL_SECRET_FINALIZER } from '../operator/externalSecretController';
import { desiredSecret } from '../operator/targetSecret';
import type { PlatformOptions } from './platform';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A delivery that was there before the demo cluster started. */
interface EarlierDelivery {
  distribution: string;
  namespace: string;
  createdAgoMs: number;
  /** When it was last synced; absent: never attempted. */
  syncedAgoMs?: number;
  /** Changed after that. */
  isChangedSince?: boolean;
  /** The operator no longer touches it, as if stuck (upstream issue 6053). */
  isFrozen?: boolean;
}

/** The states that take longer to come about than a demo lasts. */
const EARLIER_DELIVERIES: readonly EarlierDelivery[] = [
  {
    // stale
    distribution: 'analytics-write-key',
    namespace: 'backstage',
    createdAgoMs: 40 * DAY_MS,
    syncedAgoMs: 3 * HOUR_MS,
    isFrozen: true,
  },
  {
    // outdated
    distribution: 'search-api-key',
    namespace: 'backstage',
    createdAgoMs: 12 * DAY_MS,
    syncedAgoMs: 8 * MINUTE_MS,
    isChangedSince: true,
    isFrozen: true,
  },
  {
    // orphaned: the namespace does not carry the label, and the distribution's
    // status does not know of it
    distribution: 'legacy-webhook',
    namespace: 'backstage',
    createdAgoMs: 200 * DAY_MS,
    syncedAgoMs: 5 * MINUTE_MS,
  },
  {
    // pending for unusually long: its store belongs to another operator
    distribution: 'feature-flags',
    namespace: 'backstage',
    createdAgoMs: 26 * MINUTE_MS,
  },
  {
    // store-unavailable, with the copy from before
    distribution: 'platform-database',
    namespace: 'backstage',
    createdAgoMs: 30 * DAY_MS,
    syncedAgoMs: 2 * HOUR_MS,
  },
];

/** Puts in what the example platform's past has left. */
export function restoreEarlierDeliveries(options: PlatformOptions): void {
  EARLIER_DELIVERIES.forEach(delivery => restoreDelivery(options, delivery));
  restoreTerminatingNamespace(options);
}

function restoreDelivery(
  { api, operator, clock }: PlatformOptions,
  delivery: EarlierDelivery,
): void {
  const { namespace, createdAgoMs, syncedAgoMs } = delivery;
  const distribution = api.get({
    kind: 'ClusterExternalSecret',
    name: delivery.distribution,
  });
  const name = distribution.spec.externalSecretName ?? delivery.distribution;
  const ago = (durationMs: number) => timestamp(clock.now() - durationMs);

  const child = childOf(distribution, namespace, name);
  child.metadata.creationTimestamp = ago(createdAgoMs);
  child.metadata.finalizers = [EXTERNAL_SECRET_FINALIZER];
  child.metadata.generation = 1;
  if (syncedAgoMs !== undefined) {
    child.status = {
      binding: { name: child.spec.target.name },
      conditions: withReady(
        [],
        'True',
        'SecretSynced',
        'secret synced',
        ago(createdAgoMs),
      ),
      refreshTime: ago(syncedAgoMs),
      syncedResourceVersion: syncedVersionOf(child.metadata),
    };
  }
  if (delivery.isChangedSince) {
    child.metadata.generation = 2;
  }
  const restored = api.restore(child);
  if (syncedAgoMs !== undefined) {
    const secret = desiredSecret(restored, undefined, valuesFor(restored));
    secret.metadata.creationTimestamp = ago(createdAgoMs);
    api.restore(secret);
  }
  if (delivery.isFrozen) {
    operator.freeze({ kind: 'ExternalSecret', namespace, name });
  }
}

function valuesFor({ spec }: KubernetesObject): Record<string, string> {
  return Object.fromEntries(
    spec.data.map(({ secretKey }: { secretKey: string }) => [
      secretKey,
      `demo-only-earlier-${secretKey}`,
    ]),
  );
}

/**
 * A namespace that is not finished being deleted: a finalizer from before its
 * label was removed holds it (upstream issue 6677).
 */
function restoreTerminatingNamespace({ api, clock }: PlatformOptions): void {
  const name = 'backstage-preview';
  api.restore({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: { 'backstage.io/kubernetes-id': name },
      creationTimestamp: timestamp(clock.now() - 9 * DAY_MS),
      deletionTimestamp: timestamp(clock.now() - 3 * HOUR_MS),
      finalizers: [namespaceFinalizer('application-docker-registry')],
    },
    spec: {},
    status: { phase: 'Terminating' },
  });
}
