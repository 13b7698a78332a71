import { isNewerVersion, IndexStore } from './cluster';
import { IndexedPages } from './IndexedPages';
import { isSamePage, writePage } from './page';
import { SourceTable } from './source';

/** How often a page is tried that another process keeps writing. */
const ATTEMPTS = 5;

/** The outcome for one page. */
export type PageOutcome =
  /** It says what it should. */
  | 'right'
  /** It said something else, and was written. */
  | 'written'
  /** Its writer knew newer Secrets than this process. */
  | 'ahead';

/** Makes the pages of the index say what this process knows of the Secrets. */
export class PageWriter {
  readonly #store: IndexStore;
  readonly #indexed: IndexedPages;
  readonly #sources: SourceTable;

  constructor(parts: {
    readonly store: IndexStore;
    readonly indexed: IndexedPages;
    readonly sources: SourceTable;
  }) {
    this.#store = parts.store;
    this.#indexed = parts.indexed;
    this.#sources = parts.sources;
  }

  /**
   * Writes a page where it is wrong.
   *
   * @param secretsVersion - of the Secrets that this process knows
   * @param isOlder - whether a version of a page is older than the Secrets that
   * this process has listed, although it looks newer: versions go back where a
   * cluster is restored from a backup
   * @throws Refusal, or another Error of one line
   */
  async write(
    name: string,
    {
      secretsVersion,
      isOlder,
      signal,
    }: {
      readonly secretsVersion: () => string;
      readonly isOlder: (versionOfPage: string) => boolean;
      readonly signal: AbortSignal;
    },
  ): Promise<PageOutcome> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      // Everything is read again for each attempt, without a pause in between.
      const replaces = this.#indexed.get(name);
      const content = writePage(this.#sources.sourcesIn(name));
      const isEmpty = Object.keys(content.data).length === 0;
      if (replaces ? isSamePage(content, replaces) : isEmpty) {
        return 'right';
      }
      const version = secretsVersion();
      const isAhead =
        replaces !== undefined &&
        isNewerVersion(replaces.secretsVersion, version);
      if (isAhead && !isOlder(replaces.secretsVersion)) {
        return 'ahead';
      }
      const result = await this.#store.writePage(name, content, {
        secretsVersion: version,
        replaces,
        signal,
      });
      if (!('overtaken' in result)) {
        this.#indexed.put(result);
        return 'written';
      }
      this.#indexed.correct(name, result.now);
    }
    throw new Error(`cannot write ConfigMap ${name}: others keep writing it`);
  }
}
