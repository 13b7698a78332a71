import {
  BackstageCredentials,
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { DEFAULT_DELIVERY_LIMITS } from '@central-secrets/backstage-plugin-central-secrets-node';
import { BindingOptions } from '../bindings';
import { ChainService } from '../chains';
import { DeliveryService, OfferOptions } from '../deliveries';
import { DistributionService, TemplateJudge } from '../distributions';
import { TemplateJudgeOptions } from '../distributions/TemplateJudge';
import { systemClock } from '../kubernetes';
import {
  NamespaceWriter,
  Proposals,
  RequestOptions,
  RequestService,
} from '../requests';
import { View } from '../signals';
import { createRouter } from '../router';
import { createUserLimits } from '../userLimits';
import { UsageService, WorkloadReader } from '../consumers';
import { FakeConnection } from './FakeConnection';
import { FakeInventory } from './FakeClusterInventory';
import { FakePullRequestHistory } from './FakePullRequestHistory';
import { FakeRequestHistory } from './FakeRequestHistory';

export interface StartRouterOptions {
  readonly now: number;
  readonly entities: Entity[];
  readonly inventory: FakeInventory;
  /** The clusters' readers, by name; they are asked for workloads only. */
  readonly readers?: ReadonlyMap<string, FakeConnection>;
  readonly writers?: ReadonlyMap<string, NamespaceWriter>;
  /** By the name of the permission, where it is a function. Default: ALLOW. */
  readonly result?: AuthorizeResult | ((permission: string) => AuthorizeResult);
  /** The user's own ref, and those of the user's groups. */
  readonly ownershipEntityRefs?: string[];
  readonly bindings?: BindingOptions;
  /** Only what is offered is named, unless told otherwise. */
  readonly offers?: OfferOptions;
  readonly requests?: Partial<RequestOptions>;
  readonly reads?: { readonly maxPerMinute: number };
  /**
   * The engine that judges templates; undefined: templates are never judged.
   */
  readonly engine?: TemplateJudgeOptions['engine'];
}

/**
 * The routes in a real Backstage backend: its authentication, error answers
 * and routing, over a fake inventory. Ends with the test that started it.
 */
export async function startRouter(options: StartRouterOptions) {
  const { now, inventory } = options;
  const history = new FakeRequestHistory();
  const audited: string[] = [];
  const asked: BackstageCredentials[] = [];
  const views: View[] = [];
  const platformViewers: string[] = [];
  const judge = new TemplateJudge({
    engine: options.engine ?? { judge: async () => [] },
    onError: error => {
      throw error;
    },
    clock: () => now,
  });
  const plugin = createBackendPlugin({
    pluginId: 'central-secrets',
    register(env) {
      env.registerInit({
        deps: {
          auth: coreServices.auth,
          catalog: catalogServiceRef,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
          logger: coreServices.logger,
          permissions: coreServices.permissions,
          userInfo: coreServices.userInfo,
        },
        async init(deps) {
          const shared = {
            ...deps,
            auditor: auditorInto(audited),
            requests: {
              mode: 'cluster' as const,
              allowedLabels: ['secrets/*'],
              requireOwnership: true,
              maxPerMinute: 100_000,
              protectedNamespaces: ['kube-system'],
              ...options.requests,
            },
            bindings: options.bindings ?? {
              read: 'confirmed' as const,
              ownerLabels: [],
            },
            offers: options.offers ?? { visible: 'offered' as const },
            limits: DEFAULT_DELIVERY_LIMITS,
            inventory,
            history,
            clock: () => now,
          };
          deps.httpRouter.use(
            createRouter({
              ...shared,
              userLimits: createUserLimits({
                reads: options.reads ?? { maxPerMinute: 100_000 },
                requests: shared.requests,
              }),
              liveUpdates: { viewed: view => views.push(view) },
              platformUpdates: { viewed: user => platformViewers.push(user) },
              deliveryService: new DeliveryService(shared),
              distributionService: new DistributionService({
                ...shared,
                judge,
                clock: { ...systemClock, now: () => now },
                onError: error => {
                  throw error;
                },
                requestLabels: shared.requests.allowedLabels,
                protectedNamespaces: shared.requests.protectedNamespaces,
              }),
              chainService: new ChainService({
                ...shared,
                clock: { ...systemClock, now: () => now },
              }),
              usageService: new UsageService({
                ...shared,
                workloads: new WorkloadReader({
                  ...shared,
                  readers: options.readers ?? new Map(),
                }),
              }),
              requestService: new RequestService({
                ...shared,
                writers: options.writers ?? new Map(),
                pullRequests: new FakePullRequestHistory(),
                proposals: new Proposals({
                  clock: () => now,
                  hostOf: () => {
                    throw new Error('The test configures no repository');
                  },
                }),
                newId: () => '00000000-0000-4000-8000-000000000001',
              }),
            }),
          );
        },
      });
    },
  });

  const { server } = await startTestBackend({
    features: [
      plugin,
      // Without this, a call without a token counts as a user's.
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
      catalogServiceMock.factory({ entities: options.entities }),
      createServiceFactory({
        service: coreServices.userInfo,
        deps: {},
        factory: () =>
          mockServices.userInfo({
            ownershipEntityRefs: options.ownershipEntityRefs ?? [],
          }),
      }),
      mockServices.permissions.mock({
        authorize: async (requests, { credentials }) => {
          asked.push(credentials);
          const { result = AuthorizeResult.ALLOW } = options;
          return requests.map(({ permission }) => ({
            result:
              typeof result === 'function' ? result(permission.name) : result,
          })) as never;
        },
      }).factory,
    ],
  });
  return { server, history, audited, asked, views, platformViewers, judge };
}

/** An auditor that notes `event status severity`, in order. */
function auditorInto(notes: string[]) {
  return mockServices.auditor.mock({
    createEvent: async ({ eventId, severityLevel }) => {
      const note = (status: string) => async () => {
        notes.push(`${eventId} ${status} ${severityLevel}`);
      };
      return { success: note('succeeded'), fail: note('failed') };
    },
  });
}
