import {
  coreServices,
  createServiceFactory,
  SchedulerServiceTaskInvocationDefinition,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  SignalPayload,
  signalsServiceRef,
} from '@backstage/plugin-signals-node';
import {
  deliveriesResponseSchema,
  DeliveriesResponse,
  RequestBody,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { exactly } from '@central-secrets/backstage-plugin-central-secrets-common/testUtils';
import request from 'supertest';
import plugin from '..';

/** The groups that each user belongs to. */
const GROUPS: Record<string, string[]> = {
  'user:default/guest': ['group:default/developer-experience'],
  'user:default/omar': ['group:default/trading'],
};

function component(name: string, owner: string, namespace: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: { 'backstage.io/kubernetes-namespace': namespace },
    },
    relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
  };
}

/** Some of the example platform's components, and two whose namespaces are not theirs. */
const ENTITIES = [
  component('backstage', 'developer-experience', 'backstage'),
  component('code-server', 'developer-experience', 'code-server'),
  component('unconfirmed-example', 'developer-experience', 'argocd'),
  component('lost', 'developer-experience', 'nowhere'),
];

/**
 * The distribution that the examples request: one of `deploy/` that the
 * namespace code-server does not get at first.
 */
export const OAUTH = 'github-oauth-credentials';

/** The plugin as it is installed, in a real Backstage backend, over the clusters given. */
export async function startPlugin(
  clusters: object[],
  more: {
    /** `centralSecrets.requests`. */
    readonly requests?: object;
    /** `integrations`. */
    readonly integrations?: object;
  } = {},
) {
  const tasks = new Map<string, SchedulerServiceTaskInvocationDefinition>();
  const signals: SignalPayload[] = [];
  const { server } = await startTestBackend({
    features: [
      plugin,
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({
          publish: async signal => {
            signals.push(signal);
          },
        }),
      }),
      mockServices.rootConfig.factory({
        data: {
          integrations: more.integrations ?? {},
          centralSecrets: {
            clusters,
            requests: more.requests ?? {},
            // An answer gives the reason why a distribution is not offered only
            // if it is visible.
            offers: { visible: 'all' },
            // A test asks many times a second, until something has happened.
            reads: { maxPerMinute: 100_000 },
          },
        } as never,
      }),
      catalogServiceMock.factory({ entities: ENTITIES }),
      mockServices.scheduler.mock({
        scheduleTask: async task => {
          tasks.set(task.id, task);
        },
      }).factory,
      createServiceFactory({
        service: coreServices.userInfo,
        deps: {},
        factory: () => ({
          getUserInfo: async credentials => {
            const { userEntityRef } = (
              credentials as ReturnType<typeof mockCredentials.user>
            ).principal;
            return {
              userEntityRef,
              ownershipEntityRefs: GROUPS[userEntityRef] ?? [],
            };
          },
        }),
      }),
    ],
  });
  const path = (name: string, resource: string) =>
    `/api/central-secrets/v1/entities/default/component/${name}/${resource}`;
  const as = (user: string) =>
    mockCredentials.user.header(`user:default/${user}`);

  return {
    server,
    /** Runs a task of the scheduler once. */
    async runTask(id: string): Promise<void> {
      await tasks.get(id)!.fn(new AbortController().signal);
    },
    /** Every signal that was published, in order. */
    signals,
    async deliveries(name = 'code-server'): Promise<DeliveriesResponse> {
      const { status, body } = await request(server)
        .get(path(name, 'deliveries'))
        .set('authorization', as('guest'));
      expect({ status, error: body.error }).toEqual({ status: 200 });
      return exactly(deliveriesResponseSchema).parse(body);
    },
    async ask(
      body: Partial<RequestBody>,
      { name = 'code-server', user = 'guest' } = {},
    ) {
      return request(server)
        .post(path(name, 'requests'))
        .set('authorization', as(user))
        .send({ distribution: OAUTH, action: 'add', ...body });
    },
    async stateOf(distribution: string): Promise<string | undefined> {
      const { deliveries } = await this.deliveries();
      return deliveries.find(found => found.distribution === distribution)
        ?.state;
    },
  };
}

/** Waits until a question gets its answer; fails with the last one after ten seconds. */
export async function eventually<T>(
  question: () => Promise<T>,
  expected: T,
): Promise<void> {
  const end = Date.now() + 10_000;
  let last = await question();
  while (last !== expected && Date.now() < end) {
    await new Promise(resolve => setTimeout(resolve, 20));
    last = await question();
  }
  expect(last).toEqual(expected);
}
