import { createPermission } from '@backstage/plugin-permission-common';
import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';

/** To see which secrets an entity gets. @public */
export const centralSecretsDeliveryReadPermission = createPermission({
  name: 'central-secrets.delivery.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** To ask for a secret, or to give one back. @public */
export const centralSecretsRequestCreatePermission = createPermission({
  name: 'central-secrets.request.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** To see how well each cluster is known. @public */
export const centralSecretsClusterReadPermission = createPermission({
  name: 'central-secrets.cluster.read',
  attributes: { action: 'read' },
});

/** To see every distribution, its findings and all its deliveries: for the platform team. @public */
export const centralSecretsPlatformReadPermission = createPermission({
  name: 'central-secrets.platform.read',
  attributes: { action: 'read' },
});

/** All permissions of central secrets. @public */
export const centralSecretsPermissions = [
  centralSecretsDeliveryReadPermission,
  centralSecretsRequestCreatePermission,
  centralSecretsClusterReadPermission,
  centralSecretsPlatformReadPermission,
];
