import { ExternalSecretRecord } from '../records';

/** A ClusterExternalSecret controls its copies by an owner reference. @public */
export type Owned = Pick<ExternalSecretRecord, 'owner'>;

/**
 * The name of the distribution that made an ExternalSecret; undefined: a team
 * declared it, or another controller made it.
 *
 * @public
 */
export function findOwningDistribution({ owner }: Owned): string | undefined {
  return owner?.kind === 'ClusterExternalSecret' ? owner.name : undefined;
}

/**
 * Whether an ExternalSecret is a distribution's copy. By the owner's name
 * alone, as ESO has it (`isExternalSecretOwnedBy`): a distribution that was
 * deleted and made again takes over the copies of its namesake, whose owner
 * reference still has the former uid.
 *
 * @public
 */
export function isOwnedBy(
  externalSecret: Owned,
  distribution: { readonly name: string },
): boolean {
  return findOwningDistribution(externalSecret) === distribution.name;
}
