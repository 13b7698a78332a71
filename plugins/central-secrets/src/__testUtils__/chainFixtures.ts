import type {
  EntityChain,
  EntityChainsResponse,
  InternalDistribution,
  InternalDistributionsResponse,
  Push,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { ANSWERED_AT, before, cluster, MINUTE_MS } from './fixtures';

const PATH = 'platform-data/postgres/temporal';
const HOUR_MS = 60 * MINUTE_MS;

/** A push that is synced; a test states only what matters to it. */
export function push(name: string, changes: Partial<Push> = {}): Push {
  return {
    namespace: 'platform-data',
    name,
    clusterPushSecret: null,
    source: { secret: 'temporal-password', generator: null },
    entries: [{ key: 'password', property: 'password' }],
    updatePolicy: 'Replace',
    deletionPolicy: 'None',
    state: 'synced',
    cause: null,
    certainty: null,
    candidates: [],
    since: before(5 * MINUTE_MS),
    summary: message('pushed', { path: PATH }),
    evidence: [],
    remedy: { by: 'nobody', ...message('no-action.pushed'), command: null },
    lastPushed: before(5 * MINUTE_MS),
    refreshIntervalMs: HOUR_MS,
    warnings: [],
    ...changes,
  };
}

/** A chain that is synced and has no reader yet. */
export function chain(
  path: string = PATH,
  changes: Partial<InternalDistribution> = {},
): InternalDistribution {
  return {
    id: `hub/ClusterSecretStore/vault-backend/${path}`,
    cluster: 'hub',
    store: {
      kind: 'ClusterSecretStore',
      name: 'vault-backend',
      namespace: null,
      provider: 'vault',
      ready: true,
    },
    path,
    kind: 'secret',
    state: 'synced',
    worstDelayMs: 2 * HOUR_MS,
    rotation: {
      pushedAt: before(5 * MINUTE_MS),
      nextPushAt: null,
      current: 0,
      waiting: 0,
      completeBy: null,
    },
    warnings: [],
    pushes: [push('temporal')],
    pushesLeftOut: 0,
    reads: [],
    readsLeftOut: 0,
    ...changes,
  };
}

/** The chains of one well observed cluster. */
export function chainsResponse(
  chains: readonly InternalDistribution[] = [],
  pushes: InternalDistributionsResponse['clusters'][number]['kinds'] = {},
): InternalDistributionsResponse {
  const known = cluster();
  const observed = { observedAt: ANSWERED_AT, error: null, count: 1 };
  return {
    answeredAt: ANSWERED_AT,
    internalDistributions: [...chains],
    total: chains.length,
    needAttention: chains.filter(({ state }) => state !== 'synced').length,
    nextCursor: null,
    clusters: [
      {
        ...known,
        kinds: {
          ...known.kinds,
          pushsecrets: observed,
          clusterpushsecrets: observed,
          ...pushes,
        },
      },
    ],
  };
}

/** A chain as an entity sees it that uses the value. */
export function entityChain(
  path: string = PATH,
  changes: Partial<EntityChain> = {},
): EntityChain {
  return {
    ...chain(path, { pushes: [] }),
    roles: ['consumer'],
    others: { pushes: { synced: 1 }, reads: {}, leftOut: 0 },
    ...changes,
  };
}

/** The chains of one entity. */
export function entityChainsResponse(
  chains: readonly EntityChain[] = [],
): EntityChainsResponse {
  const { clusters } = chainsResponse();
  return {
    entityRef: 'component:default/backstage',
    answeredAt: ANSWERED_AT,
    internalDistributions: [...chains],
    leftOut: 0,
    clusters,
  };
}
