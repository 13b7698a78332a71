import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import {
  FakeInventory,
  FakeNamespaceWriter,
  startRouter,
} from '../__testUtils__';
import { entity, hub, NOW, shop } from '../__testUtils__/shop';

describe('how many requests a user may make', () => {
  async function start() {
    const namespace = shop({ 'backstage.io/kubernetes-id': 'shop' });
    const { server } = await startRouter({
      now: NOW,
      entities: [entity],
      inventory: new FakeInventory([hub(namespace)]),
      writers: new Map([['hub', new FakeNamespaceWriter(namespace)]]),
      ownershipEntityRefs: ['group:default/shop-team'],
      requests: { maxPerMinute: 2 },
    });
    const path = '/api/central-secrets/v1/entities/default/component/shop';
    return {
      ask: (user: string) =>
        request(server)
          .post(`${path}/requests`)
          .set('authorization', mockCredentials.user.header(user))
          .send({ distribution: 'registry', action: 'add', dryRun: true }),
      look: (user: string) =>
        request(server)
          .get(`${path}/deliveries`)
          .set('authorization', mockCredentials.user.header(user)),
    };
  }

  it('is limited, with a clear answer and when to come back', async () => {
    const { ask } = await start();
    await ask('user:default/jane').expect(200);
    await ask('user:default/jane').expect(200);
    const refused = await ask('user:default/jane').expect(429);
    expect(refused.body.error).toEqual(
      expect.objectContaining({
        name: 'TooManyRequestsError',
        message:
          'No more than 2 requests a minute are taken from one user; wait a minute and try again',
      }),
    );
    const waitSeconds = Number(refused.headers['retry-after']);
    expect(waitSeconds).toBeGreaterThan(0);
    expect(waitSeconds).toBeLessThanOrEqual(60);
  });

  it('is counted for each by themselves, and looking is not counted', async () => {
    const { ask, look } = await start();
    for (let times = 0; times < 5; times++) {
      await look('user:default/jane').expect(200);
    }
    const statuses = [];
    for (const user of ['jane', 'jane', 'jane', 'omar']) {
      const { status } = await ask(`user:default/${user}`);
      statuses.push(status);
    }
    expect(statuses).toEqual([200, 200, 429, 200]);
    await look('user:default/jane').expect(200);
  });
});
