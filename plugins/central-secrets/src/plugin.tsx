import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { CentralSecretsClient } from '@central-secrets/backstage-plugin-central-secrets-common';
import VpnKeyIcon from '@material-ui/icons/VpnKey';
import { centralSecretsApiRef } from './api';
import { platformRouteRef, secretsRouteRef } from './routes';

/**
 * The kinds that may have a namespace. An entity of these without one gets the
 * tab too: there it reads how to name one. Operators narrow it by configuration
 * (`app.extensions`, `config.filter`).
 */
const ENTITY_FILTER = {
  kind: { $in: ['component', 'system', 'api', 'resource'] },
};

const client = ApiBlueprint.make({
  name: 'client',
  params: defineParams =>
    defineParams({
      api: centralSecretsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: dependencies => new CentralSecretsClient(dependencies),
    }),
});

const secretsTab = EntityContentBlueprint.make({
  params: {
    path: '/secrets',
    title: 'Secrets',
    icon: <VpnKeyIcon fontSize="inherit" />,
    routeRef: secretsRouteRef,
    filter: ENTITY_FILTER,
    loader: async () => {
      const { SecretsTab } = await import('./components/SecretsTab/SecretsTab');
      return <SecretsTab />;
    },
  },
});

const overviewCard = EntityCardBlueprint.make({
  name: 'overview',
  params: {
    type: 'info',
    filter: ENTITY_FILTER,
    loader: async () => {
      const { OverviewCard } = await import(
        './components/OverviewCard/OverviewCard'
      );
      return <OverviewCard />;
    },
  },
});

const platformPage = PageBlueprint.make({
  params: {
    path: '/central-secrets',
    title: 'Central secrets',
    icon: <VpnKeyIcon fontSize="inherit" />,
    routeRef: platformRouteRef,
    loader: async () => {
      const { PlatformMain } = await import(
        './components/PlatformPage/PlatformPage'
      );
      return <PlatformMain />;
    },
  },
});

/**
 * The Secrets tab and the overview card of an entity, and the page of the
 * platform team, for apps of the new frontend system.
 *
 * @public
 */
export const centralSecretsPlugin = createFrontendPlugin({
  pluginId: 'central-secrets',
  title: 'Secrets',
  icon: <VpnKeyIcon fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  routes: { entityContent: secretsRouteRef, root: platformRouteRef },
  extensions: [client, secretsTab, overviewCard, platformPage],
});
