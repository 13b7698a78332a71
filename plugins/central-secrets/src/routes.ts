import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** The Secrets tab of an entity. */
export const secretsRouteRef = createRouteRef({
  id: 'central-secrets:entity-content',
});

/** The page of the platform team. */
export const platformRouteRef = createRouteRef({
  id: 'central-secrets:platform',
});

/** One distribution, on that page. */
export const distributionRouteRef = createSubRouteRef({
  id: 'central-secrets:distribution',
  parent: platformRouteRef,
  path: '/distributions/:cluster/:name',
});
