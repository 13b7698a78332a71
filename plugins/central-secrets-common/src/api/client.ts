import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { z } from 'zod';
import {
  EntityChainsResponse,
  entityChainsResponseSchema,
  InternalDistributionsResponse,
  internalDistributionsResponseSchema,
} from './chainSchemas';
import {
  DistributionResponse,
  distributionResponseSchema,
  DistributionSort,
  DistributionsResponse,
  distributionsResponseSchema,
} from './distributionSchemas';
import { DeliveryState } from '../states';
import { OpenWord } from './openWord';
import {
  AvailableForm,
  availableResponseSchema,
  AvailableResponse,
  clustersResponseSchema,
  ClustersResponse,
  deliveriesResponseSchema,
  DeliveriesResponse,
  RequestBody,
  requestResponseSchema,
  RequestResponse,
  usageResponseSchema,
  UsageResponse,
} from './schemas';
import { StoresResponse, storesResponseSchema } from './storeSchemas';

/** @public */
export interface CentralSecretsRequestOptions {
  /** A Backstage token, where `fetchApi` does not add one itself (in backends). */
  readonly token?: string;
  readonly signal?: AbortSignal;
}

/** @public */
export interface CentralSecretsClientOptions {
  readonly discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly fetchApi: { fetch: typeof fetch };
}

/**
 * Asks the backend. Every method throws a `ResponseError` when the backend
 * answers with an error, and an `Error` that names the field when an answer
 * has not the contract's form.
 *
 * @public
 */
export class CentralSecretsClient {
  readonly #discoveryApi: CentralSecretsClientOptions['discoveryApi'];
  readonly #fetchApi: CentralSecretsClientOptions['fetchApi'];

  constructor(options: CentralSecretsClientOptions) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  /**
   * Which secrets an entity gets, and what else it could ask for.
   *
   * `available`: whether the latter is listed (the default) or only counted.
   */
  async getDeliveries(
    entityRef: string,
    options: CentralSecretsRequestOptions & {
      readonly available?: AvailableForm;
    } = {},
  ): Promise<DeliveriesResponse> {
    const { available, ...rest } = options;
    return this.#ask(
      deliveriesResponseSchema,
      `${entityPath(entityRef)}/deliveries${queryString({ available })}`,
      { method: 'GET' },
      rest,
    );
  }

  /**
   * The distributions that an entity could request, and the reasons why it
   * cannot, page by page.
   *
   * `search`: only those with this text in their name, their description or the
   * name of their Secret. A cursor is only good for the same search.
   */
  async getAvailable(
    entityRef: string,
    query: { search?: string; cursor?: string; limit?: number } = {},
    options?: CentralSecretsRequestOptions,
  ): Promise<AvailableResponse> {
    return this.#ask(
      availableResponseSchema,
      `${entityPath(entityRef)}/available${queryString(query)}`,
      { method: 'GET' },
      options,
    );
  }

  /**
   * The consumers of the Secrets that an entity gets. Reads the workloads of
   * its namespaces, unless another request has just read them.
   *
   * @param of - the one namespace to report; all where it is absent
   */
  async getUsage(
    entityRef: string,
    of: { readonly cluster?: string; readonly namespace?: string } = {},
    options?: CentralSecretsRequestOptions,
  ): Promise<UsageResponse> {
    const query = new URLSearchParams(
      Object.entries(of).filter(([, value]) => value !== undefined),
    );
    return this.#ask(
      usageResponseSchema,
      `${entityPath(entityRef)}/usage${query.size ? `?${query}` : ''}`,
      { method: 'GET' },
      options,
    );
  }

  /** Asks for a secret, gives one back, or (with `dryRun`) says what that would change. */
  async createRequest(
    entityRef: string,
    body: RequestBody,
    options?: CentralSecretsRequestOptions,
  ): Promise<RequestResponse> {
    return this.#ask(
      requestResponseSchema,
      `${entityPath(entityRef)}/requests`,
      { method: 'POST', body: JSON.stringify(body) },
      options,
    );
  }

  /** How well each cluster is known. */
  async getClusters(
    options?: CentralSecretsRequestOptions,
  ): Promise<ClustersResponse> {
    return this.#ask(
      clustersResponseSchema,
      '/clusters',
      { method: 'GET' },
      options,
    );
  }

  /**
   * Distributions of one cluster, or of all, page by page.
   *
   * `search`: only those with this text in their name, their description or the
   * name of their Secret; `store`: only those that read this
   * ClusterSecretStore. A cursor is only good for the same query.
   */
  async getDistributions(
    query: {
      cluster?: string;
      search?: string;
      store?: string;
      sort?: DistributionSort;
      cursor?: string;
      limit?: number;
    } = {},
    options?: CentralSecretsRequestOptions,
  ): Promise<DistributionsResponse> {
    return this.#ask(
      distributionsResponseSchema,
      `/distributions${queryString(query)}`,
      { method: 'GET' },
      options,
    );
  }

  /**
   * One distribution, the findings of its rules, and its deliveries, page by
   * page.
   */
  async getDistribution(
    cluster: string,
    name: string,
    query: {
      state?: OpenWord<DeliveryState>;
      cursor?: string;
      limit?: number;
    } = {},
    options?: CentralSecretsRequestOptions,
  ): Promise<DistributionResponse> {
    const path = [cluster, name].map(encodeURIComponent).join('/');
    return this.#ask(
      distributionResponseSchema,
      `/distributions/${path}${queryString(query)}`,
      { method: 'GET' },
      options,
    );
  }

  /** The ClusterSecretStores of one cluster, or of all, page by page. */
  async getStores(
    query: { cluster?: string; cursor?: string; limit?: number } = {},
    options?: CentralSecretsRequestOptions,
  ): Promise<StoresResponse> {
    return this.#ask(
      storesResponseSchema,
      `/stores${queryString(query)}`,
      { method: 'GET' },
      options,
    );
  }

  /** The chains that an entity's namespaces write or read. */
  async getEntityChains(
    entityRef: string,
    options?: CentralSecretsRequestOptions,
  ): Promise<EntityChainsResponse> {
    return this.#ask(
      entityChainsResponseSchema,
      `${entityPath(entityRef)}/internal-distributions`,
      { method: 'GET' },
      options,
    );
  }

  /**
   * The chains of internal distribution of one cluster, or of all, page by page.
   *
   * `search`: only those with this text in the name of their store or in their
   * path. A cursor is only good for the same query.
   */
  async getInternalDistributions(
    query: {
      cluster?: string;
      search?: string;
      cursor?: string;
      limit?: number;
    } = {},
    options?: CentralSecretsRequestOptions,
  ): Promise<InternalDistributionsResponse> {
    return this.#ask(
      internalDistributionsResponseSchema,
      `/internal-distributions${queryString(query)}`,
      { method: 'GET' },
      options,
    );
  }

  async #ask<T>(
    schema: z.ZodType<T>,
    path: string,
    request: { method: string; body?: string },
    { token, signal }: CentralSecretsRequestOptions = {},
  ): Promise<T> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('central-secrets');
    const response = await this.#fetchApi.fetch(`${baseUrl}/v1${path}`, {
      ...request,
      signal,
      headers: {
        Accept: 'application/json',
        ...(request.body ? { 'Content-Type': 'application/json' } : {}),
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
      },
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }

    const answer = schema.safeParse(await response.json());
    if (!answer.success) {
      const [issue] = answer.error.issues;
      throw new Error(
        `The answer to ${request.method} ${path} has not the expected form: ${
          issue.path.join('.') || 'the answer'
        }: ${issue.message}`,
      );
    }
    return answer.data;
  }
}

/** Entries that are undefined are left out. */
function queryString(
  query: Readonly<Record<string, string | number | undefined>>,
): string {
  const given = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)]],
  );
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
}

function entityPath(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/entities/${[namespace, kind, name]
    .map(encodeURIComponent)
    .join('/')}`;
}
