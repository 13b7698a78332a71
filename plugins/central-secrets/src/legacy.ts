/**
 * The same tab, card and page, for apps of the old frontend system.
 *
 * @packageDocumentation
 */
import { Entity } from '@backstage/catalog-model';
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { CentralSecretsClient } from '@central-secrets/backstage-plugin-central-secrets-common';
import { centralSecretsApiRef } from './api';
import { platformRouteRef, secretsRouteRef } from './routes';

export { centralSecretsApiRef } from './api';
export type { CentralSecretsApi } from './api';
export { centralSecretsTranslationRef } from './translation';
export { centralSecretsTranslations } from './translations';

/** @public */
export const centralSecretsPlugin = createPlugin({
  id: 'central-secrets',
  apis: [
    createApiFactory({
      api: centralSecretsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: dependencies => new CentralSecretsClient(dependencies),
    }),
  ],
  routes: { entityContent: secretsRouteRef, root: platformRouteRef },
});

/** The Secrets tab: the content of an `EntityLayout.Route`. @public */
export const EntityCentralSecretsContent: () => JSX.Element =
  centralSecretsPlugin.provide(
    createRoutableExtension({
      name: 'EntityCentralSecretsContent',
      component: () =>
        import('./components/SecretsTab/SecretsTab').then(
          module => module.SecretsTab as () => JSX.Element,
        ),
      mountPoint: secretsRouteRef,
    }),
  );

/** The overview card. Its link needs the tab on the same entity page. @public */
export const EntityCentralSecretsCard: () => JSX.Element =
  centralSecretsPlugin.provide(
    createComponentExtension({
      name: 'EntityCentralSecretsCard',
      component: {
        lazy: () =>
          import('./components/OverviewCard/OverviewCard').then(
            module => module.OverviewCard as () => JSX.Element,
          ),
      },
    }),
  );

/**
 * The page of the platform team, for a route of the app such as
 * `/central-secrets`. @public
 */
export const CentralSecretsPage: () => JSX.Element =
  centralSecretsPlugin.provide(
    createRoutableExtension({
      name: 'CentralSecretsPage',
      component: () =>
        import('./components/PlatformPage/PlatformPage').then(
          module => module.PlatformPage as () => JSX.Element,
        ),
      mountPoint: platformRouteRef,
    }),
  );

/** Whether an entity is of a kind that may have a namespace. @public */
export function isCentralSecretsAvailable(entity: Entity): boolean {
  return ['component', 'system', 'api', 'resource'].includes(
    entity.kind.toLowerCase(),
  );
}
