import { createRouteRef } from '@backstage/core-plugin-api';

/** The Secrets tab of an entity. @public */
export const secretsRouteRef = createRouteRef({
  id: 'central-secrets:entity-content',
});
