import { namespace } from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import {
  AuthenticationError,
  ProxyError,
} from '@central-secrets/kubernetes-client';
import { FakeConnection } from '../__testUtils__';
import { KubernetesNamespaceWriter } from './KubernetesNamespaceWriter';
import { OutrunError, UnknownOutcomeError } from './NamespaceWriter';

const CHANGE = {
  add: { 'secrets/registry': 'true' },
  remove: ['secrets/oauth'],
};

function refusal(status: number, message: string) {
  return {
    status,
    body: { kind: 'Status', apiVersion: 'v1', status: 'Failure', message },
  };
}

function writerOf(connection: FakeConnection) {
  return new KubernetesNamespaceWriter({ cluster: 'hub', connection });
}

async function refusalOf(status: number, message: string): Promise<Error> {
  const writer = writerOf(new FakeConnection(() => refusal(status, message)));
  return writer
    .change('shop', CHANGE, { resourceVersion: '7', dryRun: false })
    .then(
      () => {
        throw new Error('The change was not refused');
      },
      (error: Error) => error,
    );
}

describe('KubernetesNamespaceWriter', () => {
  it('reads one namespace', async () => {
    const connection = new FakeConnection(() => ({
      status: 200,
      body: namespace('shop'),
    }));
    const record = await writerOf(connection).read('shop');
    expect(record.name).toBe('shop');
    expect(connection.requests).toEqual([
      expect.objectContaining({
        method: 'GET',
        path: '/api/v1/namespaces/shop',
      }),
    ]);
  });

  it('patches labels and nothing else, under the version that it has seen', async () => {
    const connection = new FakeConnection(() => ({ status: 200 }));
    await writerOf(connection).change('shop', CHANGE, {
      resourceVersion: '7',
      dryRun: false,
    });
    const [request] = connection.requests;
    expect(request).toEqual(
      expect.objectContaining({
        method: 'PATCH',
        path: '/api/v1/namespaces/shop',
        query: { fieldManager: 'central-secrets' },
        headers: { 'content-type': 'application/merge-patch+json' },
      }),
    );
    expect(JSON.parse(request.body!)).toEqual({
      metadata: {
        resourceVersion: '7',
        labels: { 'secrets/registry': 'true', 'secrets/oauth': null },
      },
    });
  });

  it('lets the API server judge a dry run and change nothing', async () => {
    const connection = new FakeConnection(() => ({ status: 200 }));
    await writerOf(connection).change('shop', CHANGE, {
      resourceVersion: '7',
      dryRun: true,
    });
    expect(connection.requests[0].query).toEqual({
      fieldManager: 'central-secrets',
      dryRun: 'All',
    });
  });

  it('tells a namespace that has moved on from every other refusal', async () => {
    expect(await refusalOf(409, 'the object has been modified')).toBeInstanceOf(
      OutrunError,
    );
  });

  it.each([
    [
      'a right that the write credential lacks',
      403,
      'namespaces "shop" is forbidden: User "system:serviceaccount:backstage:central-secrets-writer" cannot patch resource "namespaces" in API group "" in the namespace "shop"',
      'NotAllowedError',
      /lacks a right; the platform team has to grant it get and patch on namespaces/,
    ],
    [
      'an admission policy',
      422,
      'ValidatingAdmissionPolicy "labels" denied request: not yours',
      'NotAllowedError',
      /Cluster hub refuses this change of namespace shop: .*not yours/,
    ],
    [
      'a credential that is not accepted',
      401,
      'Unauthorized',
      'ServiceUnavailableError',
      /renew centralSecrets\.clusters\[name=hub\]\.writer/,
    ],
    [
      'a namespace that is gone',
      404,
      'namespaces "shop" not found',
      'NotFoundError',
      /namespace: shop is no longer in cluster hub/,
    ],
    [
      'an API server in trouble',
      500,
      'etcdserver: request timed out',
      'ServiceUnavailableError',
      /try again/,
    ],
  ])('explains %s', async (_case, status, message, name, explanation) => {
    const error = await refusalOf(status, message);
    expect(error.name).toBe(name);
    expect(error.message).toMatch(explanation);
  });

  describe('of answers that are too large', () => {
    const long = (bytes: number) => 'x'.repeat(bytes);

    it('says that the namespace is, and that nothing was changed', async () => {
      const body = long(8 * 1024 * 1024 + 1);
      const writer = writerOf(
        new FakeConnection(() => ({ status: 200, body })),
      );
      await expect(writer.read('shop')).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message:
          'Cluster hub: The answer to /api/v1/namespaces/shop is larger than 8 MiB, which is the most that is read; nothing was changed, ask the platform team to make namespace shop smaller',
      });
    });

    it('does not take a change that was made for one that was not', async () => {
      const body = long(1024 * 1024);
      const writer = writerOf(
        new FakeConnection(() => ({ status: 200, body })),
      );
      await expect(
        writer.change('shop', CHANGE, { resourceVersion: '7', dryRun: false }),
      ).resolves.toBeUndefined();
    });

    it('explains a refusal by its status', async () => {
      const error = await refusalOf(409, long(1024 * 1024));
      expect(error).toBeInstanceOf(OutrunError);
      expect((await refusalOf(500, long(1024 * 1024))).message).toContain(
        'status 500: status 500',
      );
    });
  });

  it('says what is wrong where the API server sends no JSON', async () => {
    const writer = writerOf(
      new FakeConnection(() => ({ status: 200, body: '<html>' })),
    );
    await expect(writer.read('shop')).rejects.toThrow(
      'Cluster hub sent no JSON for namespace shop; nothing was changed',
    );
  });

  it('explains an answer that is not the API server’s own', async () => {
    const writer = writerOf(
      new FakeConnection(() => ({ status: 502, body: '<html>Bad gateway' })),
    );
    await expect(writer.read('shop')).rejects.toThrow(
      'Cluster hub could not change namespace shop now (status 502: status 502)',
    );
  });

  it('says that the cluster could not be reached', async () => {
    const writer = writerOf(
      new FakeConnection(() => {
        throw new Error('connect ECONNREFUSED 127.0.0.1:1');
      }),
    );
    await expect(writer.read('shop')).rejects.toThrow(
      /^Cluster hub could not be reached/,
    );
  });

  describe('when no answer comes', () => {
    const failing = (error: Error) =>
      new FakeConnection(() => {
        throw error;
      });
    const change = (connection: FakeConnection, dryRun = false) =>
      writerOf(connection)
        .change('shop', CHANGE, { resourceVersion: '7', dryRun })
        .then(
          () => undefined,
          (error: Error) => error,
        );
    const reset = Object.assign(new Error('socket hang up'), {
      code: 'ECONNRESET',
    });

    it.each([
      ['a connection that is reset', failing(reset)],
      [
        'a timeout',
        failing(new DOMException('aborted due to timeout', 'TimeoutError')),
      ],
      [
        'a gateway that gives up',
        new FakeConnection(() => ({ status: 504, body: 'timeout' })),
      ],
      [
        'etcd that gives up',
        new FakeConnection(() => refusal(500, 'etcdserver: request timed out')),
      ],
    ])(
      'does not know what became of a change after %s',
      async (_case, lost) => {
        expect(await change(lost)).toBeInstanceOf(UnknownOutcomeError);
        expect(lost.requests).toHaveLength(1);
      },
    );

    it('says why', async () => {
      expect((await change(failing(reset)))?.message).toBe(
        'Cluster hub did not answer the change of namespace shop (socket hang up (ECONNRESET))',
      );
    });

    it.each([
      'ECONNREFUSED',
      'ENOTFOUND',
      'EAI_AGAIN',
      'EHOSTUNREACH',
      'ENETUNREACH',
      'UND_ERR_CONNECT_TIMEOUT',
    ])('knows that nothing has changed after %s', async code => {
      const cause = Object.assign(new Error('no connection'), { code });
      const error = await change(failing(new Error('failed', { cause })));
      expect(error?.name).toBe('ServiceUnavailableError');
      expect(error).not.toBeInstanceOf(UnknownOutcomeError);
    });

    it('knows that nothing has changed where there were no credentials', async () => {
      const error = await change(failing(new AuthenticationError('no token')));
      expect(error).not.toBeInstanceOf(UnknownOutcomeError);
    });

    it('knows that nothing has changed where a proxy refused', async () => {
      const error = await change(failing(new ProxyError('407. Add a user.')));
      expect(error?.message).toContain('407. Add a user.');
      expect(error).not.toBeInstanceOf(UnknownOutcomeError);
    });

    it('knows that a dry run has changed nothing', async () => {
      const error = await change(failing(reset), true);
      expect(error?.message).toMatch(/nothing is known to have changed/);
      expect(error).not.toBeInstanceOf(UnknownOutcomeError);
    });

    it.each<[number, Function | undefined]>([
      [200, undefined],
      [409, OutrunError],
      [502, UnknownOutcomeError],
    ])(
      'takes status %d for the answer where the rest is cut off',
      async (status, expected) => {
        const connection = new FakeConnection(() => ({ status }));
        const request = connection.request.bind(connection);
        connection.request = async options => ({
          ...(await request(options)),
          text: async () => {
            throw reset;
          },
        });
        expect((await change(connection))?.constructor).toBe(expected);
      },
    );
  });
});
