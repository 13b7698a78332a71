import { TokenSource } from './authentication';
import { FileContent } from './FileContent';

/** A bearer token kept in a file that is rotated. @public */
export class TokenFile implements TokenSource {
  readonly #file: FileContent<string>;

  constructor(path: string, now?: () => number) {
    const unreadable = (why: string) =>
      new Error(`The token file ${path} could not be read: ${why}`);
    this.#file = new FileContent({
      path,
      unreadable,
      now,
      parse: text => {
        const token = text.trim();
        if (!token) {
          throw unreadable('it is empty');
        }
        return token;
      },
    });
  }

  current(): Promise<string> {
    return this.#file.current();
  }

  refused(): void {
    this.#file.refused();
  }
}
