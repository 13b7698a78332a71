import { HUB_INDEX_HEAD_NAME } from '@central-secrets/backstage-plugin-central-secrets-node';
import { IndexStore } from './cluster';
import { IndexedPages } from './IndexedPages';

/** Keeps the head of the index: which hub it is about, and until when it was right. */
export class HeadWriter {
  readonly #store: IndexStore;
  readonly #indexed: IndexedPages;
  readonly #hubNamespace: string;
  readonly #everyMs: number;

  constructor(options: {
    readonly store: IndexStore;
    readonly indexed: IndexedPages;
    readonly hubNamespace: string;
    /** Milliseconds. */
    readonly everyMs: number;
  }) {
    this.#store = options.store;
    this.#indexed = options.indexed;
    this.#hubNamespace = options.hubNamespace;
    this.#everyMs = options.everyMs;
  }

  /** @throws Error where the index is that of another hub */
  assertSameHub(): void {
    const other = this.#indexed.head?.head?.hubNamespace;
    if (other !== undefined && other !== this.#hubNamespace) {
      throw new Error(
        `the index is that of namespace ${other}, and not of ${
          this.#hubNamespace
        }: name another namespace with --index-namespace, or delete the ConfigMaps of that index`,
      );
    }
  }

  /**
   * Says until when every page is right, unless the head says so already or has
   * said so shortly before.
   */
  async write(observedAt: number, signal: AbortSignal): Promise<void> {
    const replaces = this.#indexed.head;
    const saidAt = replaces?.head?.observedAt ?? 0;
    // A time far in the future is wrong, and would otherwise stay.
    if (Math.abs(observedAt - saidAt) < this.#everyMs) {
      return;
    }
    const result = await this.#store.writeHead(
      { hubNamespace: this.#hubNamespace, observedAt },
      { replaces, signal },
    );
    this.#indexed.correct(
      HUB_INDEX_HEAD_NAME,
      'overtaken' in result ? result.now : result,
    );
  }
}
