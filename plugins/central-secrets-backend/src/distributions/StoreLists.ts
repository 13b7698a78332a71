import { StoreReference } from '@central-secrets/backstage-plugin-central-secrets-node';

/**
 * A number for each different list of ClusterSecretStores that deliveries read,
 * so that a delivery costs no more than a number. There are about as many lists
 * as distributions.
 */
export class StoreLists {
  readonly #numbers = new WeakMap<readonly StoreReference[], number>();
  readonly #numbersByText = new Map<string, number>();
  readonly #lists: (readonly string[])[] = [];

  /** The number of a list, the same for each list of the same stores. */
  numberOf(stores: readonly StoreReference[]): number {
    let number = this.#numbers.get(stores);
    if (number === undefined) {
      number = this.#add(
        stores
          .filter(({ kind }) => kind === 'ClusterSecretStore')
          .map(({ name }) => name),
      );
      this.#numbers.set(stores, number);
    }
    return number;
  }

  /** The names of the ClusterSecretStores of a list. */
  namesOf(number: number): readonly string[] {
    return this.#lists[number];
  }

  #add(names: readonly string[]): number {
    // No name has a slash.
    const text = names.join('/');
    const known = this.#numbersByText.get(text);
    if (known !== undefined) {
      return known;
    }
    const number = this.#lists.push(names) - 1;
    this.#numbersByText.set(text, number);
    return number;
  }
}
