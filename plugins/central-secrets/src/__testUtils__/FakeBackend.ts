import type {
  AvailableResponse,
  ClustersResponse,
  DeliveriesResponse,
  DistributionResponse,
  DistributionsResponse,
  EntityChainsResponse,
  InternalDistributionsResponse,
  RequestBody,
  RequestResponse,
  StoresResponse,
  UsageResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { http, HttpResponse } from 'msw';
import type { setupServer } from 'msw/node';
import {
  distributionResponse,
  distributionsResponse,
  summaryOf,
} from './distributionFixtures';
import { ANSWERED_AT, plan, response } from './fixtures';
import { chainsResponse, entityChainsResponse } from './chainFixtures';
import { storesResponse } from './storeFixtures';
import { usageResponse } from './usageFixtures';

/** Where the client looks for the backend in tests. */
export const BACKEND_URL = 'http://localhost:7007';
const API_URL = `${BACKEND_URL}/api/central-secrets/v1`;
const ENTITY_URL = `${API_URL}/entities/default/component/:name`;

/** An error as Backstage's backends answer it. */
export interface FakeError {
  readonly status: number;
  readonly name: string;
  readonly message: string;
}

/**
 * Stands in for the backend on the network. A test changes what it knows by
 * its fields at any time, and reads what it was asked.
 */
export class FakeBackend {
  /** The answer about the entity; an error when there is one. */
  deliveries: DeliveriesResponse | FakeError = response();
  /** The answers about components of other names. */
  readonly others = new Map<string, DeliveriesResponse>();
  /**
   * The error with which it answers a request for the available distributions.
   */
  available?: FakeError;
  /** The queries by which it was asked for that, in order. */
  readonly askedForAvailable: string[] = [];
  /** The answer about the consumers of the secrets. */
  usage: UsageResponse | FakeError = usageResponse();
  /**
   * The answer about all distributions, by the cursor and the other parameters;
   * the fake only selects the cluster itself.
   */
  distributions: (
    cursor: string | null,
    query: URLSearchParams,
  ) => DistributionsResponse | FakeError = () => distributionsResponse();
  /** The answer about one distribution. */
  distribution: (query: URLSearchParams) => DistributionResponse | FakeError =
    () => distributionResponse();
  /** The answer about all stores. */
  stores: StoresResponse | FakeError = storesResponse();
  /** The answer about all clusters. */
  clusters: ClustersResponse | FakeError = {
    answeredAt: ANSWERED_AT,
    clusters: [],
  };
  /** The answer about all chains of internal distribution. */
  chains: InternalDistributionsResponse | FakeError = chainsResponse();
  /** The answer about the chains of the entity. */
  entityChains: EntityChainsResponse | FakeError = entityChainsResponse();
  /** The queries by which it was asked for chains, in order. */
  readonly askedForChains: string[] = [];
  /** The answers to requests, dry runs and others. */
  dryRun: RequestResponse['plan'] | FakeError = plan('gh-oauth');
  request: RequestResponse['plan'] | FakeError = plan('gh-oauth');
  pullRequestUrl: string | null = null;
  /** The pull request that is open before the request. */
  openPullRequestUrl: string | null = null;
  proposal: RequestResponse['proposal'];
  mode: RequestResponse['mode'] = 'cluster';
  /** Its clock; without one, it is always the fixtures' time. */
  clock?: { now(): number };
  /** It answers only once this is settled. */
  heldBy: Promise<void> = Promise.resolve();
  /** The same for the clusters. */
  clustersHeldBy: Promise<void> = Promise.resolve();
  /** Every body that was posted, in order. */
  readonly posted: RequestBody[] = [];
  /** The paths, with their queries, by which it was asked about distributions. */
  readonly askedForDistributions: string[] = [];
  /** How often it was asked about the entity. */
  asked = 0;
  /** The queries by which it was asked about the entity, in order. */
  readonly askedForDeliveries: string[] = [];
  /** How often it was asked who uses the secrets. */
  askedForUsage = 0;

  constructor(server: ReturnType<typeof setupServer>) {
    server.use(
      http.get(`${ENTITY_URL}/deliveries`, async ({ params, request }) => {
        this.asked += 1;
        this.askedForDeliveries.push(new URL(request.url).search);
        await this.heldBy;
        const deliveries =
          this.others.get(String(params.name)) ?? this.deliveries;
        return answer(
          isFakeError(deliveries)
            ? deliveries
            : {
                ...deliveries,
                available: [],
                availableCount: deliveries.available.length,
                answeredAt: this.#answeredAt(),
              },
        );
      }),
      http.get(`${ENTITY_URL}/available`, async ({ params, request }) => {
        const { search, searchParams } = new URL(request.url);
        this.askedForAvailable.push(search);
        await this.heldBy;
        const deliveries =
          this.others.get(String(params.name)) ?? this.deliveries;
        return answer(
          this.available ??
            (isFakeError(deliveries)
              ? deliveries
              : this.#availableOf(deliveries, searchParams)),
        );
      }),
      http.get(`${ENTITY_URL}/usage`, async () => {
        this.askedForUsage += 1;
        await this.heldBy;
        return answer(this.usage);
      }),
      http.get(`${API_URL}/distributions`, async ({ request }) =>
        this.#tellOfDistributions(request, query =>
          inCluster(
            query.get('cluster'),
            this.distributions(query.get('cursor'), query),
          ),
        ),
      ),
      http.get(`${API_URL}/stores`, () => answer(this.stores)),
      http.get(`${API_URL}/clusters`, async () => {
        await this.clustersHeldBy;
        return answer(this.clusters);
      }),
      http.get(`${API_URL}/internal-distributions`, ({ request }) => {
        this.askedForChains.push(new URL(request.url).search);
        return answer(this.chains);
      }),
      http.get(`${ENTITY_URL}/internal-distributions`, () =>
        answer(this.entityChains),
      ),
      http.get(`${API_URL}/distributions/:cluster/:name`, ({ request }) =>
        this.#tellOfDistributions(request, query => this.distribution(query)),
      ),
      http.post(`${ENTITY_URL}/requests`, async ({ request }) => {
        const body = (await request.json()) as RequestBody;
        this.posted.push(body);
        await this.heldBy;
        const planned = body.dryRun ? this.dryRun : this.request;
        return answer(
          isFakeError(planned) ? planned : this.#requestResponse(planned, body),
        );
      }),
    );
  }

  async #tellOfDistributions(
    request: Request,
    of: (
      query: URLSearchParams,
    ) => DistributionsResponse | DistributionResponse | FakeError,
  ) {
    const { pathname, search, searchParams } = new URL(request.url);
    this.askedForDistributions.push(
      `${pathname.slice(new URL(API_URL).pathname.length)}${search}`,
    );
    await this.heldBy;
    return answer(of(searchParams));
  }

  /**
   * A page of the list in `deliveries`; a cursor is the number of the next one.
   */
  #availableOf(
    { entityRef, available }: DeliveriesResponse,
    query: URLSearchParams,
  ): AvailableResponse {
    const wanted = query.get('search')?.toLowerCase() ?? '';
    const found = available.filter(({ distribution, description }) =>
      `${distribution} ${description}`.toLowerCase().includes(wanted),
    );
    const from = Number(query.get('cursor') ?? 0);
    const to = from + Number(query.get('limit'));
    return {
      entityRef,
      answeredAt: this.#answeredAt(),
      available: found.slice(from, to),
      total: found.length,
      nextCursor: to < found.length ? String(to) : null,
    };
  }

  #answeredAt(): string {
    return this.clock ? new Date(this.clock.now()).toISOString() : ANSWERED_AT;
  }

  #requestResponse(
    planned: RequestResponse['plan'],
    { dryRun }: RequestBody,
  ): RequestResponse {
    return {
      plan: planned,
      applied: !dryRun && this.pullRequestUrl === null,
      requestId: dryRun ? null : 'request-1',
      mode: this.mode,
      pullRequestUrl: dryRun ? this.openPullRequestUrl : this.pullRequestUrl,
      ...(this.proposal ? { proposal: this.proposal } : {}),
    };
  }
}

/** Only what is in one cluster. */
function inCluster(
  name: string | null,
  all: DistributionsResponse | FakeError,
): DistributionsResponse | FakeError {
  if (isFakeError(all) || name === null) {
    return all;
  }
  const clusters = all.clusters.filter(each => each.name === name);
  const distributions = all.distributions.filter(
    ({ cluster }) => cluster === name,
  );
  return clusters.length === 0
    ? { status: 404, name: 'NotFoundError', message: 'no such cluster' }
    : {
        ...all,
        clusters,
        distributions,
        total: distributions.length,
        summary: summaryOf(distributions),
        otherClusters: all.clusters.filter(each => each.name !== name),
      };
}

function isFakeError(value: object): value is FakeError {
  return 'status' in value;
}

function answer(value: object) {
  if (!isFakeError(value)) {
    return HttpResponse.json(value);
  }
  const { status, name, message } = value;
  return HttpResponse.json(
    { error: { name, message }, response: { statusCode: status } },
    { status },
  );
}
