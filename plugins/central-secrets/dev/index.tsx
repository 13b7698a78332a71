import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import appPlugin from '@backstage/plugin-app';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import ReactDOM from 'react-dom/client';
// This page is an app, and not part of the package.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';
import plugin, { centralSecretsApiRef } from '../src';
import { backstageComponent } from '../src/__testUtils__/fixtures';
import { FixtureApi } from './FixtureApi';

/** The development app has no backend that could sign a user in. */
const withoutSignIn = appPlugin.withOverrides({
  extensions: [
    appPlugin.getExtension('sign-in-page:app').override({ disabled: true }),
  ],
});

const fixtureCatalog = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: catalogApiRef,
          deps: {},
          factory: () =>
            new InMemoryCatalogClient({ entities: [backstageComponent] }),
        }),
    }),
  ],
});

const fixtureSecrets = createFrontendModule({
  pluginId: 'central-secrets',
  extensions: [
    ApiBlueprint.make({
      name: 'client',
      params: defineParams =>
        defineParams({
          api: centralSecretsApiRef,
          deps: {},
          factory: () => new FixtureApi(),
        }),
    }),
  ],
});

// The tab is at /catalog/default/component/backstage/secrets, the platform's
// page at /central-secrets.
const app = createApp({
  features: [
    withoutSignIn,
    catalogPlugin,
    plugin,
    fixtureCatalog,
    fixtureSecrets,
  ],
});

ReactDOM.createRoot(document.getElementById('root')!).render(app.createRoot());
