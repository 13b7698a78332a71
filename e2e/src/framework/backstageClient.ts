import {
  CentralSecretsClient,
  ClustersResponse,
  clustersResponseSchema,
  DeliveriesResponse,
  deliveriesResponseSchema,
  Delivery,
  DistributionResponse,
  distributionResponseSchema,
  DistributionsResponse,
  distributionsResponseSchema,
  InternalDistributionsResponse,
  internalDistributionsResponseSchema,
  RequestBody,
  StoresResponse,
  storesResponseSchema,
  UsageResponse,
  usageResponseSchema,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { exactly } from '@central-secrets/backstage-plugin-central-secrets-common/testUtils';
import { parseEntityRef } from './entityRef';
import { waitFor } from '@central-secrets/dev-tools';

/** An answer of Backstage. */
export interface Answer {
  readonly status: number;
  /** Parsed JSON, or the text. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** A scaffolder task that has ended. */
export interface EndedTask {
  readonly id: string;
  readonly status: string;
  readonly log: string;
}

// Backstage's tokens are valid for an hour.
const TOKEN_MAX_AGE_MS = 10 * 60_000;
const API = '/api/central-secrets/v1';

/**
 * Asks Backstage as a user does, over HTTP. It keeps every answer, so that a
 * test can search all of them.
 */
export class BackstageClient {
  readonly #tokens = new Map<string, { token: string; at: number }>();
  readonly #answers: string[] = [];
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** The text of every answer so far, headers included. */
  get answers(): readonly string[] {
    return this.#answers;
  }

  /** Asks as `user` (a user entity's name), or without a user. */
  async ask(
    user: string | undefined,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer> {
    const { response, text } = await this.#send(
      user,
      new Request(`${this.#url}${path}`, {
        method,
        headers:
          body === undefined ? {} : { 'content-type': 'application/json' },
        body: body === undefined ? undefined : JSON.stringify(body),
      }),
    );
    return { status: response.status, body: parse(text) };
  }

  async #send(
    user: string | undefined,
    request: Request,
  ): Promise<{ response: Response; text: string }> {
    if (user) {
      request.headers.set(
        'authorization',
        `Bearer ${await this.tokenOf(user)}`,
      );
    }
    const response = await fetch(request);
    const text = await response.clone().text();
    const path = request.url.slice(this.#url.length);
    this.#answers.push(
      `${request.method} ${path} ${response.status}\n${JSON.stringify([
        ...response.headers,
      ])}\n${text}`,
    );
    return { response, text };
  }

  /** A token of this user that is valid for some minutes more. */
  async tokenOf(user: string): Promise<string> {
    const known = this.#tokens.get(user);
    if (known && Date.now() - known.at < TOKEN_MAX_AGE_MS) {
      return known.token;
    }
    const response = await fetch(`${this.#url}/api/auth/oauth2Proxy/refresh`, {
      headers: { 'x-forwarded-user': user },
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${user} cannot sign in: ${response.status} ${text}`);
    }
    const { token } = JSON.parse(text).backstageIdentity;
    this.#tokens.set(user, { token, at: Date.now() });
    return token;
  }

  /** GET …/deliveries. */
  deliveries(user: string, entityRef: string): Promise<DeliveriesResponse> {
    return this.#read(user, deliveriesResponseSchema, client =>
      client.getDeliveries(entityRef),
    );
  }

  /** GET …/usage. */
  usage(user: string, entityRef: string): Promise<UsageResponse> {
    return this.#read(user, usageResponseSchema, client =>
      client.getUsage(entityRef),
    );
  }

  /** POST …/requests; the caller checks the answer. */
  request(user: string, entityRef: string, body: RequestBody): Promise<Answer> {
    return this.ask(user, 'POST', pathOf(entityRef, 'requests'), body);
  }

  /** GET /distributions. */
  distributions(
    user: string,
    query?: Parameters<CentralSecretsClient['getDistributions']>[0],
  ): Promise<DistributionsResponse> {
    return this.#read(user, distributionsResponseSchema, client =>
      client.getDistributions(query),
    );
  }

  /** GET /distributions/:cluster/:name. */
  distribution(
    user: string,
    cluster: string,
    name: string,
  ): Promise<DistributionResponse> {
    return this.#read(user, distributionResponseSchema, client =>
      client.getDistribution(cluster, name),
    );
  }

  /** GET /stores. */
  stores(user: string): Promise<StoresResponse> {
    return this.#read(user, storesResponseSchema, client => client.getStores());
  }

  /** GET /internal-distributions. */
  internalDistributions(
    user: string,
    query?: Parameters<CentralSecretsClient['getInternalDistributions']>[0],
  ): Promise<InternalDistributionsResponse> {
    return this.#read(user, internalDistributionsResponseSchema, client =>
      client.getInternalDistributions(query),
    );
  }

  /** GET /clusters. */
  clusters(user: string): Promise<ClustersResponse> {
    return this.#read(user, clustersResponseSchema, client =>
      client.getClusters(),
    );
  }

  /**
   * Reads as the shipped client does, and checks the answer against the
   * contract more strictly: it refuses unknown fields and words.
   */
  async #read<T>(
    user: string,
    schema: Parameters<typeof exactly>[0],
    read: (client: CentralSecretsClient) => Promise<T>,
  ): Promise<T> {
    let text = '';
    const answer = await read(
      new CentralSecretsClient({
        discoveryApi: {
          getBaseUrl: async pluginId => `${this.#url}/api/${pluginId}`,
        },
        fetchApi: {
          fetch: async (input, init) => {
            const sent = await this.#send(user, new Request(input, init));
            text = sent.text;
            return sent.response;
          },
        },
      }),
    );
    exactly(schema).parse(JSON.parse(text));
    return answer;
  }

  /**
   * Waits until a delivery of the entity is as wanted, and returns it.
   *
   * @throws Error with the delivery as it was last seen.
   */
  async untilDelivery(
    user: string,
    entityRef: string,
    wanted: {
      readonly id: string;
      readonly reason: string;
      readonly holds: (delivery: Delivery) => boolean;
      readonly limitMs?: number;
    },
  ): Promise<Delivery> {
    let last: DeliveriesResponse | undefined;
    return waitFor(
      async () => {
        last = await this.deliveries(user, entityRef);
        const found = last.deliveries.find(({ id }) => id === wanted.id);
        return found && wanted.holds(found) ? found : undefined;
      },
      {
        reason: `delivery ${wanted.id} to be ${wanted.reason}`,
        limitMs: wanted.limitMs ?? 60_000,
        describe: () =>
          JSON.stringify(
            last?.deliveries.find(({ id }) => id === wanted.id) ?? {
              bindings: last?.bindings,
              deliveries: last?.deliveries.map(({ id, state }) => [id, state]),
            },
          ),
      },
    );
  }

  /** Starts a scaffolder task; @returns its id. */
  async startTask(
    user: string,
    templateRef: string,
    values: object,
  ): Promise<string> {
    const answer = await this.ask(user, 'POST', '/api/scaffolder/v2/tasks', {
      templateRef,
      values,
    });
    if (answer.status !== 201) {
      throw new Error(
        `the task was refused: ${answer.status} ${JSON.stringify(answer.body)}`,
      );
    }
    return answer.body.id;
  }

  /** Waits until a scaffolder task has ended, well or not. */
  async untilTaskEnded(
    user: string,
    id: string,
    limitMs: number,
  ): Promise<EndedTask> {
    const path = `/api/scaffolder/v2/tasks/${id}`;
    const log = async () => {
      const { body } = await this.ask(user, 'GET', `${path}/events`);
      return (body as { body: { message: string } }[])
        .map(event => event.body.message)
        .join('\n');
    };
    const status = await waitFor(
      async () => {
        const { body } = await this.ask(user, 'GET', path);
        return ['completed', 'failed', 'cancelled'].includes(body.status)
          ? (body.status as string)
          : undefined;
      },
      { reason: `task ${id} to end`, limitMs, describe: log },
    );
    return { id, status, log: await log() };
  }
}

function pathOf(entityRef: string, resource: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `${API}/entities/${namespace}/${kind}/${name}/${resource}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
