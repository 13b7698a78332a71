import { randomUUID } from 'node:crypto';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  centralSecretsPermissions,
  SkippedCluster,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { TemplateEngine } from '@central-secrets/template-engine';
import { registerActions } from './assistants';
import { ChainService } from './chains';
import { readClusters } from './clusters';
import {
  DeliveryService,
  readDeliveryLimits,
  readOfferOptions,
} from './deliveries';
import { readBindingOptions } from './bindings';
import { DistributionService, TemplateJudge } from './distributions';
import {
  DatabasePullRequestHistory,
  DatabaseRequestHistory,
  openDatabase,
} from './history';
import { createInventory, readConsistencyCheck } from './inventory';
import { systemClock } from './kubernetes';
import {
  LiveUpdates,
  Viewers,
  publishDeliveries,
  publishDistributions,
} from './signals';
import { createPrintableLogger } from './logging';
import {
  createHosts,
  KubernetesNamespaceWriter,
  Proposals,
  PullRequestWatch,
  readRequestOptions,
  RequestService,
} from './requests';
import { createRouter, readReadOptions } from './router';
import { UsageService, WorkloadReader } from './consumers';
import { createUserLimits } from './userLimits';

/**
 * Central secrets: which secrets an entity gets, whether each arrived, and a
 * safe way to ask for one.
 *
 * @public
 */
export const centralSecretsPlugin = createBackendPlugin({
  pluginId: 'central-secrets',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { config, lifecycle } = deps;
        const logger = createPrintableLogger(deps.logger);
        const bindings = readBindingOptions(config);
        const limits = readDeliveryLimits(config);
        const offers = readOfferOptions(config);
        const requests = readRequestOptions(config);
        const reads = readReadOptions(config);
        const userLimits = createUserLimits({ reads, requests });
        const skipped: SkippedCluster[] = [];
        const clusters = await readClusters(config, {
          logger,
          onSkipped: each => skipped.push(each),
        });
        const clock = () => Date.now();

        const knex = await openDatabase(deps.database);
        const history = new DatabaseRequestHistory(knex);
        const pullRequests = new DatabasePullRequestHistory(knex);
        const { gitops } = requests;
        const hostOf = createHosts(ScmIntegrations.fromConfig(config));
        const inventory = createInventory({
          clusters,
          skipped,
          logger,
          consistencyCheck: readConsistencyCheck(config, logger),
        });
        const liveUpdates = new LiveUpdates({
          publish: publishDeliveries(deps.signals),
          clock: systemClock,
        });
        const platformUpdates = new Viewers({
          publish: publishDistributions(deps.signals),
          clock: systemClock,
        });
        const writers = new Map(
          clusters.flatMap(({ name, writer }) =>
            writer
              ? [
                  [
                    name,
                    new KubernetesNamespaceWriter({
                      cluster: name,
                      connection: writer,
                    }),
                  ],
                ]
              : [],
          ),
        );
        const engine = TemplateEngine.create();
        const judge = new TemplateJudge({
          engine,
          onError: error =>
            logger.warn(`Templates cannot be judged: ${error.message}`),
          clock,
        });
        const distributionService = new DistributionService({
          inventory,
          judge,
          limits,
          requestLabels: requests.allowedLabels,
          protectedNamespaces: requests.protectedNamespaces,
          clock: systemClock,
          onError: error =>
            logger.error(`Cannot count deliveries: ${error.message}`, error),
        });
        const chainService = new ChainService({
          inventory,
          bindings,
          limits,
          clock: systemClock,
        });
        const shared = { ...deps, logger, requests, inventory, clock };
        const deliveryService = new DeliveryService({
          inventory,
          history,
          pullRequests: gitops && pullRequests,
          bindings,
          offers,
          limits,
          clock,
          faultsOf: (cluster, distribution) =>
            distributionService.faultsOf(cluster, distribution),
          sharedFaultOf: (cluster, store) =>
            distributionService.sharedFaultOf(cluster, store),
        });
        const requestService = new RequestService({
          ...shared,
          writers,
          history,
          pullRequests,
          proposals: new Proposals({ gitops, hostOf, clock }),
          bindings,
          offers,
          limits,
          newId: randomUUID,
        });
        registerActions({
          ...shared,
          userLimits,
          deliveryService,
          requestService,
        });
        if (gitops) {
          const watch = new PullRequestWatch({
            ...shared,
            gitops,
            hostOf,
            pullRequests,
          });
          await deps.scheduler.scheduleTask({
            id: 'central-secrets-pull-requests',
            frequency: { minutes: 1 },
            timeout: { minutes: 5 },
            initialDelay: { seconds: 10 },
            fn: signal => watch.run(signal),
          });
        }

        deps.permissionsRegistry.addPermissions(centralSecretsPermissions);
        deps.httpRouter.use(
          createRouter({
            ...shared,
            userLimits,
            liveUpdates,
            platformUpdates,
            deliveryService,
            distributionService,
            chainService,
            usageService: new UsageService({
              inventory,
              workloads: new WorkloadReader({
                readers: new Map(
                  clusters.map(({ name, reader }) => [name, reader]),
                ),
                clock,
              }),
              bindings,
              limits,
              clock,
            }),
            requestService,
          }),
        );

        // A cluster that cannot be reached must not keep Backstage from starting.
        lifecycle.addStartupHook(() => {
          inventory.start();
          distributionService.start();
        });
        const stopListening = liveUpdates.listenTo(inventory);
        distributionService.onChange(() => platformUpdates.changed());
        chainService.onChange(() => platformUpdates.changed());
        lifecycle.addShutdownHook(async () => {
          stopListening();
          platformUpdates.stop();
          distributionService.stop();
          chainService.stop();
          judge.close();
          await Promise.all([engine.close(), inventory.stop()]);
        });
      },
    });
  },
});
