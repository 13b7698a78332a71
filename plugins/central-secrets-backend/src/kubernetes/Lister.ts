import { ListOptions } from './ListOptions';
import { listPages } from './listPages';
import { listStream } from './listStream';
import { Replacement } from './types';

/**
 * Reads wholes: in one answer where the source has that, else in pages.
 *
 * After an answer that did not come to its end, the next reading is in pages,
 * whatever was wrong with it: so a proxy, or a server, that cannot send a long
 * answer delays knowledge but never prevents it.
 */
export class Lister {
  #streamNext = true;
  readonly #options: Pick<ListOptions, 'source' | 'clock' | 'timing'>;

  constructor(options: Pick<ListOptions, 'source' | 'clock' | 'timing'>) {
    this.#options = options;
  }

  /** @returns the version that the whole shows. @throws what ended the reading early */
  async read(replacement: Replacement, signal: AbortSignal): Promise<string> {
    const options = { ...this.#options, replacement, signal };
    const stream = this.#streamNext;
    this.#streamNext = false;
    let version = stream ? await listStream(options) : undefined;
    signal.throwIfAborted();
    version ??= await listPages(options);
    this.#streamNext = true;
    return version;
  }
}
