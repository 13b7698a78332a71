import type {
  SecretUsage,
  SecretUserView,
  UsageResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { deliveryId } from '@central-secrets/backstage-plugin-central-secrets-common';
import { ANSWERED_AT, before } from './fixtures';

type Way = SecretUserView['ways'][number];
type NamespaceUsage = UsageResponse['namespaces'][number];

/** A variable of container `app` from the key `token`. */
export function way(changes: Partial<Way> = {}): Way {
  return {
    way: 'env',
    readAt: 'start',
    container: 'app',
    keys: ['token'],
    serviceAccount: null,
    ...changes,
  };
}

/** A Deployment with two pods that run with the current value. */
export function user(changes: Partial<SecretUserView> = {}): SecretUserView {
  return {
    kind: 'Deployment',
    name: 'web',
    ways: [way()],
    pods: { count: 2, old: 0, unknown: 0 },
    oldSince: null,
    restartCommand: null,
    ...changes,
  };
}

/**
 * Returns the consumers of a distribution's Secret in the fixtures' namespace.
 */
export function usageOf(
  distribution: string,
  changes: Partial<SecretUsage> = {},
): SecretUsage {
  return {
    id: deliveryId('hub', 'backstage', { distribution }),
    secret: distribution,
    lastWrite: {
      kind: 'ExternalSecret',
      namespace: 'backstage',
      name: distribution,
      field: 'event Updated',
      value: 'the operator wrote the Secret',
      at: before(3 * 60_000),
    },
    users: [],
    warnings: [],
    ...changes,
  };
}

/** An answer about one namespace of which everything could be read two seconds ago. */
export function usageResponse(
  deliveries: SecretUsage[] = [],
  changes: Partial<NamespaceUsage> = {},
): UsageResponse {
  return {
    entityRef: 'component:default/backstage',
    answeredAt: ANSWERED_AT,
    namespaces: [
      {
        cluster: 'hub',
        namespace: 'backstage',
        readAt: before(2_000),
        unreadable: [],
        deliveries,
        ...changes,
      },
    ],
  };
}
