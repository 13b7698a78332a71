import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

// The guest needs no password: only pages of this Backstage may ask.
backend.add(import('./addresses'));

backend.add(import('@backstage/plugin-app-backend'));

// Signs users in. A provider without configuration under `auth.providers` is
// off; oauth2Proxy serves installations behind a proxy that signs users in.
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(
  import('@backstage/plugin-auth-backend-module-oauth2-proxy-provider'),
);

// Decides the permissions of users. Central secrets demands ownership of the
// component whatever this policy says.
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('./permissionPolicy'));

// Knows the owners of each entity.
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));

// Central secrets, and its scaffolder actions.
backend.add(
  import('@central-secrets/backstage-plugin-central-secrets-backend'),
);
backend.add(import('@backstage/plugin-scaffolder-backend'));
// The template "Add a central secret" opens a pull request.
backend.add(import('@backstage/plugin-scaffolder-backend-module-github'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);
backend.add(
  import(
    '@central-secrets/backstage-plugin-scaffolder-backend-module-central-secrets'
  ),
);

// Search, in memory.
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

// Offers the actions of central secrets to assistants, over MCP.
backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));

backend.start();
