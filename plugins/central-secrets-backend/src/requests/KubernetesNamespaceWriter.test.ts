import { namespace } from '@central-secrets/backstage-plugin-central-secrets-common/testUtils';
import { FakeConnection } from '../__testUtils__';
import { KubernetesNamespaceWriter } from './KubernetesNamespaceWriter';
import { OutrunError } from './NamespaceWriter';

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
      /namespace: shop is not in cluster hub any more/,
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
});
