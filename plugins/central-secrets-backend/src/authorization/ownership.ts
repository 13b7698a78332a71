import { Entity, RELATION_OWNED_BY } from '@backstage/catalog-model';

/**
 * The full refs, in lower case, of all owners that the catalog names for the
 * entity.
 */
export function ownersOf(entity: Entity): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === RELATION_OWNED_BY)
    .map(relation => relation.targetRef.toLocaleLowerCase('en-US'));
}

/** Those of the entity's owners that a user is, or belongs to. */
export function sharedOwners(
  owners: readonly string[],
  ownershipEntityRefs: readonly string[],
): string[] {
  const held = new Set(
    ownershipEntityRefs.map(ref => ref.toLocaleLowerCase('en-US')),
  );
  return owners.filter(owner => held.has(owner));
}
