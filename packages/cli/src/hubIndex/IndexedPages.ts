import { HUB_INDEX_HEAD_NAME } from '@central-secrets/backstage-plugin-central-secrets-node';
import { isNewerVersion } from './cluster';
import { IndexedPage } from './page';

/** The index as the API server has it, as far as this process has seen. */
export class IndexedPages {
  readonly #pages = new Map<string, IndexedPage>();

  get(name: string): IndexedPage | undefined {
    return this.#pages.get(name);
  }

  get head(): IndexedPage | undefined {
    return this.#pages.get(HUB_INDEX_HEAD_NAME);
  }

  /** The newest version of the Secrets that a writer of these pages knew. */
  get secretsVersion(): string {
    return [...this.#pages.values()].reduce(
      (newest, { secretsVersion }) =>
        isNewerVersion(secretsVersion, newest) ? secretsVersion : newest,
      '0',
    );
  }

  /**
   * Remembers a ConfigMap, unless a newer version of it is known: an answer and
   * a watch may arrive in any order.
   *
   * @returns whether it is news
   */
  put(page: IndexedPage): boolean {
    const known = this.#pages.get(page.name);
    const isKnown =
      known !== undefined &&
      !isNewerVersion(page.resourceVersion, known.resourceVersion);
    if (!isKnown) {
      this.#pages.set(page.name, page);
    }
    return !isKnown;
  }

  /** Forgets a ConfigMap that was deleted; returns whether it is news. */
  remove(name: string, version: string): boolean {
    const known = this.#pages.get(name);
    const isNews =
      known !== undefined && isNewerVersion(version, known.resourceVersion);
    if (isNews) {
      this.#pages.delete(name);
    }
    return isNews;
  }

  replaceAll(pages: readonly IndexedPage[]): void {
    this.#pages.clear();
    pages.forEach(page => this.#pages.set(page.name, page));
  }

  /** Replaces what is known of one ConfigMap by what was read after a conflict. */
  correct(name: string, page: IndexedPage | undefined): void {
    if (page) {
      this.#pages.set(name, page);
    } else {
      this.#pages.delete(name);
    }
  }
}
