import { CentralSecretsClient } from './client';
import { ClustersResponse } from './schemas';

const clusters: ClustersResponse = {
  answeredAt: '2026-11-23T05:00:00Z',
  clusters: [],
};

function clientOf(answer: Response) {
  const fetched: { url: string; init?: RequestInit }[] = [];
  const client = new CentralSecretsClient({
    discoveryApi: {
      getBaseUrl: async pluginId => `https://backstage.example/api/${pluginId}`,
    },
    fetchApi: {
      fetch: async (url, init) => {
        fetched.push({ url: String(url), init });
        return answer;
      },
    },
  });
  return { client, fetched };
}

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json' },
  });

describe('CentralSecretsClient', () => {
  it('asks for an entity’s deliveries, with the token it was given', async () => {
    const body = {
      entityRef: 'component:default/shop',
      answeredAt: '2026-11-23T05:00:00Z',
      bindings: [],
      deliveries: [],
      available: [],
      clusters: [],
      requests: { mode: 'cluster', allowed: true, reason: null },
    };
    const { client, fetched } = clientOf(json(body));
    const { signal } = new AbortController();

    await expect(
      client.getDeliveries('component:default/shop', {
        token: 'not-a-real-token',
        signal,
      }),
    ).resolves.toEqual(body);
    expect(fetched).toEqual([
      {
        url: 'https://backstage.example/api/central-secrets/v1/entities/default/component/shop/deliveries',
        init: {
          method: 'GET',
          signal,
          headers: {
            Accept: 'application/json',
            Authorization: 'Bearer not-a-real-token',
          },
        },
      },
    ]);
  });

  it('posts a request, and leaves the token to fetchApi when it has none', async () => {
    const body = {
      plan: {
        cluster: 'hub',
        namespace: 'shop',
        add: { 'secrets/a': 'true' },
        remove: [],
        arrives: [],
        leaves: [],
        warnings: [],
      },
      applied: false,
      requestId: null,
      mode: 'cluster',
      pullRequestUrl: null,
    };
    const { client, fetched } = clientOf(json(body));

    await expect(
      client.createRequest('component:default/shop', {
        distribution: 'a',
        action: 'add',
        dryRun: true,
      }),
    ).resolves.toEqual(body);
    expect(fetched[0].url).toMatch(/\/default\/component\/shop\/requests$/);
    expect(fetched[0].init).toEqual({
      method: 'POST',
      body: '{"distribution":"a","action":"add","dryRun":true}',
      signal: undefined,
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
      },
    });
  });

  it('escapes what an entity ref brings into the address', async () => {
    const { client, fetched } = clientOf(json({}));
    await client.getDeliveries('component:a?b/c#d').catch(() => {});
    expect(fetched[0].url).toMatch(
      /\/entities\/a%3Fb\/component\/c%23d\/deliveries$/,
    );
  });

  it('asks for the clusters', async () => {
    const { client, fetched } = clientOf(json(clusters));
    await expect(client.getClusters()).resolves.toEqual(clusters);
    expect(fetched[0].url).toBe(
      'https://backstage.example/api/central-secrets/v1/clusters',
    );
  });

  it('asks for distributions by what is given, escaped', async () => {
    const body = {
      answeredAt: '2026-11-23T05:00:00Z',
      distributions: [],
      nextCursor: null,
      clusters: [],
    };
    const { client, fetched } = clientOf(json(body));
    await expect(
      client.getDistributions({ cursor: 'hub/a', limit: 10 }),
    ).resolves.toEqual(body);
    await client
      .getDistribution('a/b', 'c', { state: 'failed' })
      .catch(() => {});
    expect(fetched.map(({ url }) => url.split('/v1')[1])).toEqual([
      '/distributions?cursor=hub%2Fa&limit=10',
      '/distributions/a%2Fb/c?state=failed',
    ]);
  });

  it('asks for stores, and for the distributions that read one', async () => {
    const body = {
      answeredAt: '2026-11-23T05:00:00Z',
      stores: [],
      total: 0,
      unavailable: 0,
      nextCursor: null,
      clusters: [],
    };
    const { client, fetched } = clientOf(json(body));
    await expect(client.getStores({ cluster: 'hub' })).resolves.toEqual(body);
    await client.getDistributions({ store: 'vault' }).catch(() => {});
    expect(fetched.map(({ url }) => url.split('/v1')[1])).toEqual([
      '/stores?cluster=hub',
      '/distributions?store=vault',
    ]);
  });

  it('throws the backend’s error', async () => {
    const { client } = clientOf(
      json(
        {
          error: { name: 'NotAllowedError', message: 'not yours' },
          response: { statusCode: 403 },
        },
        403,
      ),
    );
    await expect(client.getClusters()).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 403,
      cause: { name: 'NotAllowedError', message: 'not yours' },
    });
  });

  it('names the field of an answer that has not the contract’s form', async () => {
    const { client } = clientOf(json({ ...clusters, answeredAt: 'soon' }));
    await expect(client.getClusters()).rejects.toThrow(
      /^The answer to GET \/clusters has not the expected form: answeredAt: /,
    );
  });
});
