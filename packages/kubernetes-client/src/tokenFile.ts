import { TokenSource } from './authentication';
import { FileContent } from './FileContent';

/** A bearer token kept in a file that is rotated. */
export class TokenFile extends FileContent<string> implements TokenSource {
  constructor(path: string, now?: () => number) {
    const unreadable = (why: string) =>
      new Error(`The token file ${path} could not be read: ${why}`);
    super({
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
}
