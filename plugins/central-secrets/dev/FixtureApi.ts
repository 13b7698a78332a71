import { NotFoundError } from '@backstage/errors';
import type {
  AvailableResponse,
  ClustersResponse,
  DeliveriesResponse,
  Delivery,
  DeliveryState,
  Distribution,
  DistributionResponse,
  DistributionsResponse,
  EntityChainsResponse,
  InternalDistributionsResponse,
  RequestBody,
  RequestResponse,
  StoresResponse,
  UsageResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  DELIVERY_STATES,
  message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import type { CentralSecretsApi } from '../src';
import {
  chain,
  chainsResponse,
  entityChain,
  entityChainsResponse,
  push,
} from '../src/__testUtils__/chainFixtures';
import {
  distribution as distributionOf,
  distributionResponse,
  distributionsResponse,
} from '../src/__testUtils__/distributionFixtures';
import { operator, operatorFault } from '../src/__testUtils__/operatorFixtures';
import { store, storesResponse } from '../src/__testUtils__/storeFixtures';
import {
  usageOf,
  usageResponse,
  user,
  way,
} from '../src/__testUtils__/usageFixtures';
import {
  ANSWERED_AT,
  available,
  cluster,
  deliveryIn,
  plan,
  response,
} from '../src/__testUtils__/fixtures';

/** How long what was asked for takes here to arrive. */
const ARRIVAL_MS = 6_000;

const DESCRIPTIONS: Partial<Record<DeliveryState, string>> = {
  failed: 'Git access for pipelines',
  synced: 'Pull images from the registry',
};

/**
 * Answers from fixtures: one delivery in each state, and two to request. A
 * requested delivery arrives after a few seconds. It knows one entity.
 */
export class FixtureApi implements CentralSecretsApi {
  readonly #requestedAt = new Map<string, number>();

  async getDeliveries(): Promise<DeliveriesResponse> {
    const states = DELIVERY_STATES.filter(state => state !== 'not-requested');
    const fixture = response({
      deliveries: states.map(state =>
        deliveryIn(state, `${state}-secret`, {
          description: DESCRIPTIONS[state] ?? null,
        }),
      ),
      availableCount: this.#offered().length,
    });
    const answer = movedToNow(fixture);
    const requested = [...this.#requestedAt].map(([name, at]) =>
      this.#requested(name, at),
    );
    return { ...answer, deliveries: [...answer.deliveries, ...requested] };
  }

  async getAvailable(
    entityRef: string,
    { search = '' }: { search?: string } = {},
  ): Promise<AvailableResponse> {
    const found = this.#offered().filter(({ distribution }) =>
      distribution.includes(search),
    );
    return {
      entityRef,
      answeredAt: new Date().toISOString(),
      available: found,
      total: found.length,
      nextCursor: null,
    };
  }

  #offered() {
    return [
      available('gh-oauth', { description: 'GitHub OAuth' }),
      available('cloudflare-api-token', {
        description: 'DNS and certificates',
        requestable: false,
        reason: message('other-owners', {
          owners: ['group:default/infrastructure'],
        }),
        plan: null,
      }),
    ].filter(({ distribution }) => !this.#requestedAt.has(distribution));
  }

  async getUsage(): Promise<UsageResponse> {
    return movedToNow(
      usageResponse([
        usageOf('synced-secret', {
          users: [
            user({
              pods: { count: 2, old: 1, unknown: 0 },
              oldSince: ANSWERED_AT,
              restartCommand:
                'kubectl rollout restart deployment/web -n backstage',
            }),
            user({
              kind: 'CronJob',
              name: 'nightly',
              ways: [way({ way: 'volume', readAt: 'always', keys: null })],
              pods: { count: 0, old: 0, unknown: 0 },
            }),
          ],
          warnings: [
            message('old-value-in-pods', {
              count: 1,
              names: ['Deployment web'],
            }),
          ],
        }),
      ]),
    );
  }

  async getEntityChains(): Promise<EntityChainsResponse> {
    return movedToNow(entityChainsResponse([entityChain()]));
  }

  async getInternalDistributions(): Promise<InternalDistributionsResponse> {
    const failed = push('backstage', {
      state: 'failed',
      cause: 'source-missing',
      certainty: 'likely',
      summary: message('push-source-missing', {
        secret: 'backstage-password',
        namespace: 'platform-data',
      }),
    });
    return movedToNow(
      chainsResponse([
        chain('platform-data/postgres/backstage', {
          state: 'failed',
          pushes: [failed],
        }),
        chain('platform-data/postgres/temporal', {
          reads: [deliveryIn('synced', 'database')],
        }),
      ]),
    );
  }

  async createRequest(
    _entityRef: string,
    { distribution, action, dryRun }: RequestBody,
  ): Promise<RequestResponse> {
    const isKnown = distribution === 'gh-oauth';
    if (!isKnown) {
      throw new NotFoundError(
        `The fixtures only let you ask for gh-oauth, not for ${distribution}.`,
      );
    }
    if (!dryRun && action === 'add') {
      this.#requestedAt.set(distribution, Date.now());
    }
    if (!dryRun && action === 'remove') {
      this.#requestedAt.delete(distribution);
    }
    return {
      plan:
        action === 'add'
          ? plan(distribution)
          : plan(distribution, {
              add: {},
              remove: [`secrets/${distribution}`],
              arrives: [],
              leaves: [{ distribution, secret: distribution }],
            }),
      applied: !dryRun,
      requestId: dryRun ? null : 'fixture',
      mode: 'cluster',
      pullRequestUrl: null,
    };
  }

  async getDistributions(): Promise<DistributionsResponse> {
    return movedToNow(distributionsResponse(distributions()));
  }

  async getStores(): Promise<StoresResponse> {
    return storesResponse([store('central-secret-store')]);
  }

  async getClusters(): Promise<ClustersResponse> {
    const faults = [operatorFault()];
    return movedToNow({
      answeredAt: ANSWERED_AT,
      clusters: [
        cluster({ operator: operator({ readAt: ANSWERED_AT, faults }) }),
      ],
    });
  }

  async getDistribution(
    _cluster: string,
    name: string,
    { state }: { state?: DeliveryState } = {},
  ): Promise<DistributionResponse> {
    const found = distributions().find(each => each.name === name);
    if (!found) {
      throw new NotFoundError(`The fixtures have no distribution ${name}.`);
    }
    const states = Object.keys(found.states ?? {}) as DeliveryState[];
    return movedToNow(
      distributionResponse({
        distribution: found,
        deliveries: states
          .filter(each => !state || each === state)
          .map(each =>
            deliveryIn(each, name, { id: each, namespace: `team-${each}` }),
          ),
      }),
    );
  }

  #requested(name: string, at: number): Delivery {
    const state = Date.now() - at < ARRIVAL_MS ? 'pending' : 'synced';
    return {
      ...movedToNow(deliveryIn(state, name)),
      requested: { by: 'user:default/guest', at: new Date(at).toISOString() },
    };
  }
}

/** One in trouble, one that is as it should be. */
function distributions(): Distribution[] {
  return [
    distributionOf('gh-oauth', { states: { failed: 1, synced: 1 } }),
    distributionOf('gh-docker-registry', {
      description: 'Pull images from the registry',
      states: { synced: 1 },
    }),
  ];
}

/** The fixtures tell of one moment in the past: moves all their times to now. */
function movedToNow<T>(fixture: T): T {
  const shift = Date.now() - Date.parse(ANSWERED_AT);
  const day = ANSWERED_AT.slice(0, 11);
  return JSON.parse(JSON.stringify(fixture), (_key, value) =>
    typeof value === 'string' && value.startsWith(day)
      ? new Date(Date.parse(value) + shift).toISOString()
      : value,
  );
}
