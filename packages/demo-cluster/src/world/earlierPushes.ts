import { syncedVersionOf } from '@central-secrets/backstage-plugin-central-secrets-node';
import { timestamp } from '../clock';
import { withReady } from '../operator/conditions';
import { PUSH_SECRET_FINALIZER } from '../operator/pushSecretController';
import type { PushEntry } from '../operator/specs';
import type { PlatformOptions } from './platform';

/** The Vault of the example platform, as `deploy/internal-distribution/store` names it. */
const VAULT_SERVER = 'https://vault.vault.svc:8200';

const NAMESPACE = 'platform-data';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A push that was there before the demo cluster started. The operator no longer touches it. */
interface EarlierPush {
  readonly name: string;
  readonly pushedAgoMs: number;
  /** Changed after that. */
  readonly isChangedSince?: true;
  /** Deleted so long ago, and its values are not deleted yet. */
  readonly deletedAgoMs?: number;
}

/** The states that take longer to come about than a demo lasts. */
const EARLIER_PUSHES: readonly EarlierPush[] = [
  {
    // outdated
    name: 'nats-temporal',
    pushedAgoMs: 1 * MINUTE_MS,
    isChangedSince: true,
  },
  {
    // stale
    name: 'minio-temporal',
    pushedAgoMs: 3 * HOUR_MS,
  },
  {
    // terminating
    name: 'cassandra-legacy',
    pushedAgoMs: 2 * DAY_MS,
    deletedAgoMs: 20 * MINUTE_MS,
  },
];

/** What Vault holds from before. */
const EARLIER_VALUES = [
  // Their consumers read them, and keep their copies.
  { path: 'platform-data/redis/temporal', isManaged: true },
  { path: 'platform-data/nats/temporal', isManaged: true },
  { path: 'platform-data/minio/temporal', isManaged: true },
  // Another program wrote it.
  { path: 'platform-data/mongodb/temporal', isManaged: false },
];

/** Puts in the pushes, and the values in Vault, that the example platform's past has left. */
export function restoreEarlierPushes(options: PlatformOptions): void {
  const vault = options.operator.addVault(VAULT_SERVER);
  for (const { path, isManaged } of EARLIER_VALUES) {
    vault.restore(path, {
      data: { password: `demo-only-earlier-${path.replaceAll('/', '-')}` },
      isManaged,
    });
  }
  EARLIER_PUSHES.forEach(push => restorePush(options, push));
  restoreFailedMaker(options);
}

function restorePush(
  { api, clock, operator }: PlatformOptions,
  { name, pushedAgoMs, isChangedSince, deletedAgoMs }: EarlierPush,
): void {
  const reference = { kind: 'PushSecret', namespace: NAMESPACE, name };
  const push = api.get(reference);
  const ago = (durationMs: number) => timestamp(clock.now() - durationMs);
  const [store] = push.spec.secretStoreRefs;
  const entries: PushEntry[] = push.spec.data;
  api.restore({
    ...push,
    metadata: {
      ...push.metadata,
      generation: isChangedSince ? 2 : 1,
      ...(deletedAgoMs !== undefined && {
        deletionTimestamp: ago(deletedAgoMs),
        finalizers: [PUSH_SECRET_FINALIZER],
      }),
    },
    status: {
      conditions: withReady(
        [],
        'True',
        'Synced',
        'PushSecret synced successfully',
        push.metadata.creationTimestamp!,
      ),
      refreshTime: ago(pushedAgoMs),
      syncedPushSecrets: {
        [`${store.kind}/${store.name}`]: Object.fromEntries(
          entries.map(entry => {
            const { remoteKey, property } = entry.match.remoteRef;
            return [`${remoteKey}/${property}`, entry];
          }),
        ),
      },
      syncedResourceVersion: syncedVersionOf({
        ...push.metadata,
        generation: 1,
      }),
    },
  });
  operator.freeze(reference);
}

/** A ClusterPushSecret that could not make its PushSecret: one of that name was there. */
function restoreFailedMaker({ api }: PlatformOptions): void {
  const maker = api.get({
    kind: 'ClusterPushSecret',
    name: 'platform-config-redis-platform-redis',
  });
  const reason = 'push secret already exists in namespace';
  api.restore({
    ...maker,
    status: {
      conditions: [
        {
          type: 'Ready',
          status: 'False',
          message: 'one or more namespaces failed',
        },
      ],
      failedNamespaces: [{ namespace: NAMESPACE, reason }],
      pushSecretName: maker.spec.pushSecretName,
    },
  });
}
