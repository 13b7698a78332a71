import { hash } from 'bcryptjs';
import { replaceFile } from './atomicFile';

// The lowest possible cost: the tests check hundreds of passwords.
const BCRYPT_COST = 4;

/**
 * The users that a server accepts, with their passwords as bcrypt hashes, in
 * Apache's format. Servers read the file again when it changes.
 */
export class PasswordFile {
  readonly #users = new Map<string, string>();
  #writing: Promise<void> = Promise.resolve();

  constructor(readonly path: string) {}

  /** From now on, only this password is valid for the user. */
  async set(user: string, password: string): Promise<void> {
    this.#users.set(user, await hash(password, BCRYPT_COST));
    // One write after the other, or an older list might be written last.
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
