import { setTimeout as sleep } from 'node:timers/promises';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { CentralSecretsClient } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  createAddKustomizeResourceAction,
  createLabelNamespaceAction,
  createLabelNamespacePullRequestAction,
  createPlanInternalDistributionAction,
  createWaitAction,
} from './actions';

/**
 * Adds `central-secrets:label-namespace`,
 * `central-secrets:label-namespace:pull-request`,
 * `central-secrets:wait`, `central-secrets:add-kustomize-resource` and
 * `central-secrets:plan-internal-distribution` to the scaffolder. It needs no
 * configuration; the central-secrets backend decides what is allowed.
 *
 * @public
 */
export const scaffolderModuleCentralSecrets = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'central-secrets',
  register(registration) {
    registration.registerInit({
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        scaffolderActions: scaffolderActionsExtensionPoint,
      },
      async init({ auth, discovery, scaffolderActions }) {
        const client = new CentralSecretsClient({
          discoveryApi: discovery,
          fetchApi: { fetch },
        });
        const waiting = {
          auth,
          client,
          clock: Date.now,
          sleep: (ms: number, signal?: AbortSignal) =>
            sleep(ms, undefined, { signal }),
        };
        scaffolderActions.addActions(
          createAddKustomizeResourceAction(),
          createPlanInternalDistributionAction(),
          createLabelNamespaceAction(waiting),
          createLabelNamespacePullRequestAction({ auth, client }),
          createWaitAction(waiting),
        );
      },
    });
  },
});
