import type {
  DeliveriesResponse,
  DistributionResponse,
  DistributionsResponse,
  RequestBody,
  RequestResponse,
  UsageResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { http, HttpResponse } from 'msw';
import type { setupServer } from 'msw/node';
import {
  distributionResponse,
  distributionsResponse,
} from './distributionFixtures';
import { ANSWERED_AT, plan, response } from './fixtures';
import { usageResponse } from './usageFixtures';

/** Where the client looks for the backend in tests. */
export const BACKEND_URL = 'http://localhost:7007';
const API_URL = `${BACKEND_URL}/api/central-secrets/v1`;
const ENTITY_URL = `${API_URL}/entities/default/component/backstage`;

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
  /** What it answers about the entity; an error when there is one. */
  deliveries: DeliveriesResponse | FakeError = response();
  /** What it answers to who uses the secrets. */
  usage: UsageResponse | FakeError = usageResponse();
  /** What it answers about all distributions, by the cursor that it is asked for. */
  distributions: (cursor: string | null) => DistributionsResponse | FakeError =
    () => distributionsResponse();
  /** What it answers about one. */
  distribution: (query: URLSearchParams) => DistributionResponse | FakeError =
    () => distributionResponse();
  /** What it answers to requests, dry ones and others. */
  dryRun: RequestResponse['plan'] | FakeError = plan('gh-oauth');
  request: RequestResponse['plan'] | FakeError = plan('gh-oauth');
  pullRequestUrl: string | null = null;
  mode: RequestResponse['mode'] = 'cluster';
  /** Its clock; without one, it is always the fixtures' time. */
  clock?: { now(): number };
  /** It answers only once this is settled. */
  heldBy: Promise<void> = Promise.resolve();
  /** Every body that was posted, in order. */
  readonly posted: RequestBody[] = [];
  /** The paths, with their queries, by which it was asked about distributions. */
  readonly askedForDistributions: string[] = [];
  /** How often it was asked about the entity. */
  asked = 0;
  /** How often it was asked who uses the secrets. */
  askedForUsage = 0;

  constructor(server: ReturnType<typeof setupServer>) {
    server.use(
      http.get(`${ENTITY_URL}/deliveries`, async () => {
        this.asked += 1;
        await this.heldBy;
        return answer(
          isFakeError(this.deliveries)
            ? this.deliveries
            : { ...this.deliveries, answeredAt: this.answeredAt() },
        );
      }),
      http.get(`${ENTITY_URL}/usage`, async () => {
        this.askedForUsage += 1;
        await this.heldBy;
        return answer(this.usage);
      }),
      http.get(`${API_URL}/distributions`, async ({ request }) =>
        this.tellOfDistributions(request, query =>
          this.distributions(query.get('cursor')),
        ),
      ),
      http.get(`${API_URL}/distributions/:cluster/:name`, ({ request }) =>
        this.tellOfDistributions(request, query => this.distribution(query)),
      ),
      http.post(`${ENTITY_URL}/requests`, async ({ request }) => {
        const body = (await request.json()) as RequestBody;
        this.posted.push(body);
        await this.heldBy;
        const planned = body.dryRun ? this.dryRun : this.request;
        return answer(
          isFakeError(planned) ? planned : this.requestResponse(planned, body),
        );
      }),
    );
  }

  private async tellOfDistributions(
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

  private answeredAt(): string {
    return this.clock ? new Date(this.clock.now()).toISOString() : ANSWERED_AT;
  }

  private requestResponse(
    planned: RequestResponse['plan'],
    { dryRun }: RequestBody,
  ): RequestResponse {
    return {
      plan: planned,
      applied: !dryRun,
      requestId: dryRun ? null : 'request-1',
      mode: this.mode,
      pullRequestUrl: dryRun ? null : this.pullRequestUrl,
    };
  }
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
