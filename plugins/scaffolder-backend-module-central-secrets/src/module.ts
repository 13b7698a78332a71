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
} from './actions';

/**
 * Adds `central-secrets:label-namespace`,
 * `central-secrets:label-namespace:pull-request`,
 * `central-secrets:add-kustomize-resource` and
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
        scaffolderActions.addActions(
          createAddKustomizeResourceAction(),
          createPlanInternalDistributionAction(),
          createLabelNamespaceAction({
            auth,
            client,
            clock: Date.now,
            sleep: (ms, signal) => sleep(ms, undefined, { signal }),
          }),
          createLabelNamespacePullRequestAction({ auth, client }),
        );
      },
    });
  },
});
