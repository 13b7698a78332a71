import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  CompoundEntityRef,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';

/**
 * The entity, as the catalog shows it to the holder of `credentials`. One that
 * does not exist and one that is hidden from this user look the same:
 * NotFoundError.
 */
export async function visibleEntity(
  catalog: CatalogService,
  ref: CompoundEntityRef,
  credentials: BackstageCredentials,
): Promise<Entity> {
  const entity = await catalog.getEntityByRef(ref, { credentials });
  if (!entity) {
    throw new NotFoundError(
      `The catalog has no entity ${stringifyEntityRef(
        ref,
      )} that you may see; check kind, namespace and name in the address, or register the entity`,
    );
  }
  return entity;
}
