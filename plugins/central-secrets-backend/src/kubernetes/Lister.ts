import { listPages } from './listPages';
import { listStream } from './listStream';
import { ReflectorTiming } from './timing';
import { Clock, Replacement, Source } from './types';

/** One reading of a whole. */
export interface ListOptions {
  readonly source: Source;
  readonly clock: Clock;
  readonly timing: ReflectorTiming;
  /** What is read goes here; nobody sees it before it is committed. */
  readonly replacement: Replacement;
  /** In pages only: the whole as it was at exactly this version. Default: as it is now. */
  readonly resourceVersion?: string;
  readonly signal: AbortSignal;
}

/**
 * Reads wholes: as a stream where the source has that, else in pages.
 *
 * After a stream that did not come to its end, the next reading is in pages,
 * whatever was wrong with it: so what stands between us and the server, and
 * cannot pass on streams, delays knowledge but never prevents it.
 */
export class Lister {
  #streamNext = true;

  constructor(
    private readonly options: Pick<ListOptions, 'source' | 'clock' | 'timing'>,
  ) {}

  /** @returns the version that the whole shows. @throws what ended the reading early */
  async read(replacement: Replacement, signal: AbortSignal): Promise<string> {
    const options = { ...this.options, replacement, signal };
    const stream = this.#streamNext;
    this.#streamNext = false;
    let version = stream ? await listStream(options) : undefined;
    signal.throwIfAborted();
    version ??= await listPages(options);
    this.#streamNext = true;
    return version;
  }
}
