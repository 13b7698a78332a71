import { hash } from 'bcryptjs';
import { replaceFile } from './atomicFile';

// The lowest there is: the tests check hundreds of passwords.
const BCRYPT_COST = 4;

/**
 * The users that a server lets in, with their passwords as bcrypt hashes, in
 * Apache's format. Servers read it anew when it changes.
 *
 * @public
 */
export class PasswordFile {
  readonly #users = new Map<string, string>();
  #writing: Promise<void> = Promise.resolve();

  constructor(readonly path: string) {}

  /** From now on this password is good for the user, and no other. */
  async set(user: string, password: string): Promise<void> {
    this.#users.set(user, await hash(password, BCRYPT_COST));
    // One after the other, or an older list might come last.
    this.#writing = this.#writing.then(() =>
      replaceFile(
        this.path,
        [...this.#users]
          .map(([name, hashed]) => `${name}:${hashed}\n`)
          .join(''),
      ),
    );
    await this.#writing;
  }
}
