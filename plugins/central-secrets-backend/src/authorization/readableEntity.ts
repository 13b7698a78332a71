import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  CompoundEntityRef,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { centralSecretsDeliveryReadPermission } from '@central-secrets/backstage-plugin-central-secrets-common';
import { authorize } from './authorize';
import { visibleEntity } from './visibleEntity';

/**
 * The entity, where the holder of `credentials` sees it in the catalog and may
 * read of its deliveries.
 *
 * @throws NotFoundError where it is hidden, or not there; NotAllowedError
 */
export async function readableEntity(
  ref: CompoundEntityRef,
  credentials: BackstageCredentials,
  services: {
    readonly catalog: CatalogService;
    readonly permissions: PermissionsService;
  },
): Promise<Entity> {
  const entity = await visibleEntity(services.catalog, ref, credentials);
  await authorize(
    services.permissions,
    {
      permission: centralSecretsDeliveryReadPermission,
      resourceRef: stringifyEntityRef(ref),
    },
    credentials,
  );
  return entity;
}
