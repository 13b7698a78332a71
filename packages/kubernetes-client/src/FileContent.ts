import { readFile, stat } from 'node:fs/promises';

/** How often, in milliseconds, a file is looked at; a look is one `stat`. */
const LOOK_EVERY_MS = 10_000;

/** The path and parser of a file, and its error when it cannot be read. */
export interface FileContentOptions<T> {
  /** Several files are read as one. */
  readonly path: string | readonly string[];
  /** Gets the text of each file. */
  readonly parse: (...texts: string[]) => T | Promise<T>;
  /**
   * Returns the error to throw where the file cannot be read, with the reason
   * in it.
   */
  readonly unreadable: (why: string) => Error;
  /** Milliseconds. Default: the machine's clock. */
  readonly now?: () => number;
}

/**
 * The content of a file that is replaced while this process runs, as the
 * kubelet does with projected service account tokens, and cert-manager with
 * certificates.
 *
 * The file is looked at every ten seconds at most and read again only when it
 * changed. While it cannot be read, its last content is used further (client-go
 * does the same): a replacement may leave it away for a moment, or half written.
 */
export class FileContent<T> {
  readonly #options: FileContentOptions<T>;
  readonly #now: () => number;
  readonly #paths: readonly string[];
  #known?: { readonly value: T; readonly stamp: string };
  #lookedAt = -Infinity;
  #isRefused = false;
  #looking?: Promise<T>;

  constructor(options: FileContentOptions<T>) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#paths = [options.path].flat();
  }

  /**
   * The content. Throws where there is none that could be used: nothing was
   * ever read, or the last was refused and the file cannot be read since.
   */
  async current(): Promise<T> {
    const isRecent = this.#now() - this.#lookedAt < LOOK_EVERY_MS;
    if (this.#known && isRecent && !this.#looking) {
      return this.#known.value;
    }
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  /** Something did not work that depends on the content: look at the file at once next time. */
  doubt(): void {
    this.#lookedAt = -Infinity;
  }

  /** The content was refused: read the file next time, whether it changed or not. */
  refused(): void {
    this.#isRefused = true;
    this.doubt();
  }

  async #look(): Promise<T> {
    const isRefused = this.#isRefused;
    this.#isRefused = false;
    this.#lookedAt = this.#now();
    try {
      const stamp = await this.#stamp();
      if (isRefused || stamp !== this.#known?.stamp) {
        const value = await this.#options.parse(...(await this.#texts()));
        this.#known = { value, stamp };
      }
    } catch (error) {
      if (isRefused || !this.#known) {
        this.refused();
        throw error;
      }
    }
    return this.#known!.value;
  }

  /** Another after each replacement and each write. */
  async #stamp(): Promise<string> {
    const stats = await Promise.all(this.#paths.map(path => stat(path))).catch(
      this.#unreadable,
    );
    return stats
      .map(({ mtimeMs, size, ino }) => `${mtimeMs}/${size}/${ino}`)
      .join(' ');
  }

  #texts(): Promise<string[]> {
    return Promise.all(this.#paths.map(path => readFile(path, 'utf8'))).catch(
      this.#unreadable,
    );
  }

  #unreadable = (error: Error): never => {
    throw this.#options.unreadable(error.message);
  };
}
