import {
  canonicalOwnerRefs,
  DistributionRecord,
  readOffer,
} from '@central-secrets/backstage-plugin-central-secrets-node';

/**
 * Counts the distributions that are offered to owners without looking at each:
 * the cost depends only on the number offered to these owners (as `isOfferedTo`
 * judges it).
 */
export class OfferedIndex {
  readonly #toEveryone = new Set<string>();
  readonly #byOwner = new Map<string, Set<string>>();
  readonly #ownersOf = new Map<string, ReadonlySet<string>>();

  set({
    name,
    annotations,
    deletedAt,
  }: Pick<DistributionRecord, 'name' | 'annotations' | 'deletedAt'>): void {
    this.delete(name);
    if (deletedAt !== undefined) {
      return;
    }
    const terms = readOffer(annotations);
    if (terms.to === 'everyone') {
      this.#toEveryone.add(name);
    }
    if (terms.to !== 'owners') {
      return;
    }
    this.#ownersOf.set(name, terms.owners);
    for (const owner of terms.owners) {
      const names = this.#byOwner.get(owner) ?? new Set();
      names.add(name);
      this.#byOwner.set(owner, names);
    }
  }

  delete(name: string): void {
    this.#toEveryone.delete(name);
    for (const owner of this.#ownersOf.get(name) ?? []) {
      const names = this.#byOwner.get(owner);
      names?.delete(name);
      if (names?.size === 0) {
        this.#byOwner.delete(owner);
      }
    }
    this.#ownersOf.delete(name);
  }

  /** @param ownerRefs - entity refs, as `isOfferedTo` takes them */
  count(ownerRefs: readonly string[]): number {
    const ofOwners = [...canonicalOwnerRefs(ownerRefs)].flatMap(
      owner => this.#byOwner.get(owner) ?? [],
    );
    const onlyToOwners =
      ofOwners.length === 1
        ? ofOwners[0].size
        : new Set(ofOwners.flatMap(names => [...names])).size;
    return this.#toEveryone.size + onlyToOwners;
  }
}
