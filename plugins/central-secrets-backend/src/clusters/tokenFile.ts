import { readFile, stat } from 'node:fs/promises';

/** How often, in milliseconds, a token file is looked at; a look is one `stat`. */
const LOOK_EVERY_MS = 10_000;

/**
 * A bearer token kept in a file that somebody else rotates, as the kubelet
 * does with projected service account tokens.
 *
 * The file is looked at every ten seconds at most and read again only when it
 * changed. While it cannot be read, the last token read goes on being used
 * (client-go does the same): a rotation may leave it away for a moment.
 */
export class TokenFile {
  readonly #path: string;
  readonly #now: () => number;
  #token?: string;
  #lookedAt = -Infinity;
  #stamp = '';

  constructor(path: string, now: () => number = Date.now) {
    this.#path = path;
    this.#now = now;
  }

  /** The token; throws when no token was ever read, naming the path. */
  async current(): Promise<string> {
    if (this.#token && this.#now() - this.#lookedAt < LOOK_EVERY_MS) {
      return this.#token;
    }
    this.#lookedAt = this.#now();
    try {
      const { mtimeMs, size, ino } = await stat(this.#path);
      const stamp = `${mtimeMs}/${size}/${ino}`;
      if (stamp !== this.#stamp || !this.#token) {
        const text = (await readFile(this.#path, 'utf8')).trim();
        if (!text) {
          throw new Error('it is empty');
        }
        this.#token = text;
        this.#stamp = stamp;
      }
    } catch (error) {
      if (!this.#token) {
        throw new Error(
          `The token file ${this.#path} could not be read: ${
            (error as Error).message
          }`,
        );
      }
    }
    return this.#token!;
  }

  /** The token was refused: look at the file at once next time. */
  refused(): void {
    this.#lookedAt = -Infinity;
  }
}
