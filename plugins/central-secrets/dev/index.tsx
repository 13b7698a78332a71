import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import plugin, { centralSecretsApiRef } from '../src';
import { backstageComponent } from '../src/__testUtils__/fixtures';
import { FixtureApi } from './FixtureApi';

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
createDevApp({
  features: [catalogPlugin, plugin, fixtureCatalog, fixtureSecrets],
});
