import { randomUUID } from 'node:crypto';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { centralSecretsPermissions } from '@central-secrets/backstage-plugin-central-secrets-common';
import { TemplateEngine } from '@central-secrets/template-engine';
import { readClusters } from './clusters';
import {
  DeliveryService,
  readBindingOptions,
  readDeliveryLimits,
} from './deliveries';
import { DistributionService, TemplateJudge } from './distributions';
import { DatabaseRequestHistory } from './history';
import { createInventory, readConsistencyCheck } from './inventory';
import { systemClock } from './kubernetes';
import { LiveUpdates, publishSignals } from './listeners';
import {
  KubernetesNamespaceWriter,
  readRequestOptions,
  RequestService,
} from './requests';
import { createRouter } from './router';
import { UsageService, WorkloadReader } from './usage';

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
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { config, logger, lifecycle } = deps;
        const bindings = readBindingOptions(config);
        const limits = readDeliveryLimits(config);
        const requests = readRequestOptions(config);
        const clusters = await readClusters(config, { logger });
        const clock = () => Date.now();

        const history = await DatabaseRequestHistory.create(deps.database);
        const inventory = createInventory({
          clusters,
          logger,
          consistencyCheck: readConsistencyCheck(config, logger),
        });
        const liveUpdates = new LiveUpdates({
          publish: publishSignals(deps.signals),
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
        const shared = { ...deps, requests, inventory, clock };

        deps.permissionsRegistry.addPermissions(centralSecretsPermissions);
        deps.httpRouter.use(
          createRouter({
            ...shared,
            liveUpdates,
            deliveryService: new DeliveryService({
              inventory,
              history,
              bindings,
              limits,
              clock,
            }),
            distributionService: new DistributionService({
              inventory,
              judge: new TemplateJudge({
                engine,
                onError: error =>
                  logger.warn(`Templates cannot be judged: ${error.message}`),
              }),
              limits,
              requestLabels: requests.allowedLabels,
              clock,
            }),
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
            requestService: new RequestService({
              ...shared,
              writers,
              history,
              bindings,
              limits,
              newId: randomUUID,
            }),
          }),
        );

        // A cluster that cannot be reached must not keep Backstage from starting.
        lifecycle.addStartupHook(() => inventory.start());
        const stopListening = liveUpdates.listenTo(inventory);
        lifecycle.addShutdownHook(async () => {
          stopListening();
          await Promise.all([engine.close(), inventory.stop()]);
        });
      },
    });
  },
});
