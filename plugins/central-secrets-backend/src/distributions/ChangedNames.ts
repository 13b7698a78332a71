import { WorkSet } from './WorkSet';

/** The names of one kind's objects that changed, each until it is taken. At first any may have. */
export class ChangedNames {
  readonly #names = new WorkSet<string>();
  #isAny = true;

  /** undefined: any may have changed. */
  add(name: string | undefined): void {
    if (name === undefined) {
      this.#isAny = true;
    } else {
      this.#names.add(name);
    }
  }

  has(name: string): boolean {
    return this.#isAny || this.#names.has(name);
  }

  /** @param all - every name that there is or was; asked for where any may have changed */
  take(all: () => Iterable<string>): string | undefined {
    if (this.#isAny) {
      this.#isAny = false;
      for (const name of all()) {
        this.#names.add(name);
      }
    }
    return this.#names.take();
  }
}
