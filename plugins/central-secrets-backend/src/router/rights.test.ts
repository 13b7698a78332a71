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
import { ROUTES } from '.';

/** How each route is called with success. A route without an entry here fails the test. */
const CALLS: Record<
  string,
  {
    path: string;
    body?: object;
    audit: string;
    service: number;
    changes: number;
  }
> = {
  'get /v1/clusters': {
    path: '/v1/clusters',
    audit: 'cluster-read',
    service: 200,
    changes: 0,
  },
  'get /v1/distributions': {
    path: '/v1/distributions',
    audit: 'distributions-read',
    service: 200,
    changes: 0,
  },
  'get /v1/distributions/:cluster/:name': {
    path: '/v1/distributions/hub/registry',
    audit: 'distribution-read',
    service: 200,
    changes: 0,
  },
  'get /v1/stores': {
    path: '/v1/stores',
    audit: 'stores-read',
    service: 200,
    changes: 0,
  },
  'get /v1/internal-distributions': {
    path: '/v1/internal-distributions',
    audit: 'internal-distributions-read',
    service: 200,
    changes: 0,
  },
  'get /v1/entities/:namespace/:kind/:name/deliveries': {
    path: '/v1/entities/default/component/shop/deliveries',
    audit: 'delivery-read',
    service: 200,
    changes: 0,
  },
  'get /v1/entities/:namespace/:kind/:name/available': {
    path: '/v1/entities/default/component/shop/available',
    audit: 'available-read',
    service: 200,
    changes: 0,
  },
  'get /v1/entities/:namespace/:kind/:name/usage': {
    path: '/v1/entities/default/component/shop/usage',
    audit: 'usage-read',
    service: 200,
    changes: 0,
  },
  'get /v1/entities/:namespace/:kind/:name/internal-distributions': {
    path: '/v1/entities/default/component/shop/internal-distributions',
    audit: 'entity-internal-distributions-read',
    service: 200,
    changes: 0,
  },
  'post /v1/entities/:namespace/:kind/:name/requests': {
    path: '/v1/entities/default/component/shop/requests',
    body: { distribution: 'registry', action: 'add' },
    audit: 'request-create',
    service: 403,
    changes: 1,
  },
};

/** Notes every question that is put to the inventory. */
function watched(inventory: FakeInventory): {
  inventory: FakeInventory;
  questions: string[];
} {
  const questions: string[] = [];
  const proxy = new Proxy(inventory, {
    get(target, property) {
      questions.push(String(property));
      const value = Reflect.get(target, property, target);
      // A proxy does not have the private members of its target.
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { inventory: proxy, questions };
}

async function setUp(result: AuthorizeResult) {
  const namespace = shop({ 'backstage.io/kubernetes-id': 'shop' });
  const cluster = hub(namespace);
  const { inventory, questions } = watched(new FakeInventory([cluster]));
  const writer = new FakeNamespaceWriter(namespace);
  const reader = new FakeConnection(() => ({
    status: 200,
    body: { items: [] },
  }));
  const started = await startRouter({
    now: NOW,
    entities: [entity],
    inventory,
    readers: new Map([['hub', reader]]),
    writers: new Map([['hub', writer]]),
    result,
    ownershipEntityRefs: ['group:default/shop-team'],
  });
  questions.length = 0;
  return { ...started, questions, reader, writer };
}

describe.each(ROUTES.map(({ method, path }) => [method, path] as const))(
  '%s %s',
  (method, path) => {
    const call = CALLS[`${method} ${path}`];

    async function ask(result: AuthorizeResult, authorization?: string) {
      const started = await setUp(result);
      const sent = request(started.server)[method](
        `/api/central-secrets${call.path}`,
      );
      if (authorization) {
        sent.set('authorization', authorization);
      }
      const response = await sent.send(call.body);
      return { ...started, response };
    }

    function expectNothingBehind({
      questions,
      reader,
      writer,
      history,
    }: Awaited<ReturnType<typeof ask>>) {
      expect(questions).toEqual([]);
      expect(reader.requests).toEqual([]);
      expect(writer.reads).toBe(0);
      expect(writer.sent).toEqual([]);
      expect(history.recorded.size).toBe(0);
    }

    it('answers a user who is allowed, and is audited', async () => {
      const answered = await ask(
        AuthorizeResult.ALLOW,
        mockCredentials.user.header(),
      );
      expect(answered.response.status).toBe(200);
      expect(answered.writer.sent).toHaveLength(call.changes);
      expect(answered.audited).toEqual([
        expect.stringContaining(`${call.audit} succeeded`),
      ]);
      expect(answered.asked).not.toEqual([]);
      for (const credentials of answered.asked) {
        expect(credentials).toEqual(mockCredentials.user());
      }
    });

    it.each([AuthorizeResult.DENY, AuthorizeResult.CONDITIONAL])(
      'refuses a user on %s, touches nothing behind, and is audited',
      async result => {
        const refused = await ask(result, mockCredentials.user.header());
        expect(refused.response.status).toBe(403);
        expect(refused.response.body.error).toEqual(
          expect.objectContaining({
            name: 'NotAllowedError',
            message: expect.stringContaining('central-secrets.'),
          }),
        );
        expectNothingBehind(refused);
        expect(refused.audited).toEqual([
          expect.stringContaining(`${call.audit} failed`),
        ]);
      },
    );

    it.each([
      ['no credentials', undefined],
      ['the credentials of nobody', mockCredentials.none.header()],
      ['a token that is not valid', mockCredentials.user.invalidHeader()],
    ])('refuses %s', async (_case, authorization) => {
      const refused = await ask(AuthorizeResult.ALLOW, authorization);
      expect(refused.response.status).toBe(401);
      expectNothingBehind(refused);
    });

    it(`answers a service on its own with ${call.service}`, async () => {
      const answered = await ask(
        AuthorizeResult.ALLOW,
        mockCredentials.service.header(),
      );
      expect(answered.response.status).toBe(call.service);
      if (call.service !== 200) {
        expectNothingBehind(answered);
      }
    });
  },
);
