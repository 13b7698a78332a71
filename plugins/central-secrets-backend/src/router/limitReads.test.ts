import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { FakeConnection, FakeInventory, startRouter } from '../__testUtils__';
import { entity, hub, NOW, shop } from '../__testUtils__/shop';
import { ROUTES } from '.';

const API = '/api/central-secrets';
const CLUSTERS = `${API}/v1/clusters`;

async function start(maxPerMinute: number) {
  const { server, audited } = await startRouter({
    now: NOW,
    entities: [entity],
    inventory: new FakeInventory([hub(shop())]),
    readers: new Map([
      ['hub', new FakeConnection(() => ({ status: 200, body: { items: [] } }))],
    ]),
    reads: { maxPerMinute },
  });
  const read = (path: string, authorization: string) =>
    request(server).get(path).set({ authorization });
  const jane = mockCredentials.user.header('user:default/jane');
  const omar = mockCredentials.user.header('user:default/omar');
  return { read, jane, omar, audited };
}

describe('how often a user may read', () => {
  it('is limited, with a clear answer and when to come back', async () => {
    const { read, jane } = await start(2);
    await read(CLUSTERS, jane).expect(200);
    await read(CLUSTERS, jane).expect(200);
    const refused = await read(CLUSTERS, jane).expect(429);
    expect(refused.body.error).toEqual(
      expect.objectContaining({
        name: 'TooManyRequestsError',
        message:
          'Rate limit exceeded: 2 reads per minute and user. Wait a minute and try again',
      }),
    );
    const waitSeconds = Number(refused.headers['retry-after']);
    expect(waitSeconds).toBeGreaterThan(0);
    expect(waitSeconds).toBeLessThanOrEqual(60);
  });

  it('is counted over all routes, and for each user alone', async () => {
    const paths = ROUTES.filter(({ method }) => method === 'get').map(
      ({ path }) =>
        API +
        path
          .replace(':namespace/:kind/:name', 'default/component/shop')
          .replace(':cluster/:name', 'hub/registry'),
    );
    const { read, jane, omar } = await start(paths.length);
    const statuses = async (authorization: string) => {
      const all = new Set<number>();
      for (const path of paths) {
        all.add((await read(path, authorization)).status);
      }
      return [...all];
    };
    expect(await statuses(jane)).toEqual([200]);
    expect(await statuses(jane)).toEqual([429]);
    expect(await statuses(omar)).toEqual([200]);
  });

  it('is counted for what is refused too', async () => {
    const { read, jane } = await start(1);
    const unknown = `${API}/v1/entities/default/component/x/deliveries`;
    expect((await read(unknown, jane)).status).toBe(404);
    expect((await read(unknown, jane)).status).toBe(429);
  });

  it('is not limited for a service on its own', async () => {
    const { read } = await start(1);
    const service = mockCredentials.service.header();
    expect((await read(CLUSTERS, service)).status).toBe(200);
    expect((await read(CLUSTERS, service)).status).toBe(200);
  });
});
