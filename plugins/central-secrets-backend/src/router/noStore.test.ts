import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import request from 'supertest';
import {
  FakeConnection,
  FakeInventory,
  FakeNamespaceWriter,
  startRouter,
} from '../__testUtils__';
import { entity, hub, NOW, shop } from '../__testUtils__/shop';

const SHOP = '/v1/entities/default/component/shop';

describe('every answer', () => {
  it.each<[number, 'get' | 'post', string, object?]>([
    [200, 'get', '/v1/clusters'],
    [200, 'get', '/v1/distributions'],
    [200, 'get', '/v1/distributions/hub/registry'],
    [200, 'get', `${SHOP}/deliveries`],
    [200, 'get', `${SHOP}/usage`],
    [200, 'post', `${SHOP}/requests`, { distribution: 'oauth', action: 'add' }],
    [400, 'post', `${SHOP}/requests`, { distribution: 7 }],
    [400, 'get', '/v1/distributions/hub/%ff'],
    [404, 'get', '/v1/entities/default/component/other/deliveries'],
    [404, 'get', '/v1/distributions/hub/other'],
    [404, 'get', '/v1/other'],
    [404, 'get', '/other'],
    [413, 'post', `${SHOP}/requests`, { distribution: 'x'.repeat(200_000) }],
  ])('forbids to store it: %d, %s %s', async (...call) => {
    const [status, ...asked] = call;
    expect(await cacheControlOf(...asked)).toEqual([status, 'no-store']);
  });

  it('forbids to store it: a refusal', async () => {
    const answer = await cacheControlOf(
      'get',
      `${SHOP}/deliveries`,
      undefined,
      { result: AuthorizeResult.DENY },
    );
    expect(answer).toEqual([403, 'no-store']);
  });

  it('forbids to store it: that there were too many requests', async () => {
    const answer = await cacheControlOf('get', '/v1/clusters', undefined, {
      reads: { maxPerMinute: 1 },
      times: 2,
    });
    expect(answer).toEqual([429, 'no-store']);
  });
});

async function cacheControlOf(
  method: 'get' | 'post',
  path: string,
  body?: object,
  change: {
    result?: AuthorizeResult;
    reads?: { maxPerMinute: number };
    times?: number;
  } = {},
): Promise<[number, string]> {
  const namespace = shop();
  const { server } = await startRouter({
    now: NOW,
    entities: [entity],
    inventory: new FakeInventory([hub(namespace)]),
    readers: new Map([
      ['hub', new FakeConnection(() => ({ status: 200, body: { items: [] } }))],
    ]),
    writers: new Map([['hub', new FakeNamespaceWriter(namespace)]]),
    ownershipEntityRefs: ['group:default/shop-team'],
    ...change,
  });
  const ask = () =>
    request(server)
      [method](`/api/central-secrets${path}`)
      .set('authorization', mockCredentials.user.header())
      .send(body);
  for (let before = 1; before < (change.times ?? 1); before++) {
    await ask();
  }
  const { status, headers } = await ask();
  return [status, headers['cache-control']];
}
