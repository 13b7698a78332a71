import { TokenFile } from './tokenFile';

/** What goes along with a request to prove who asks. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  /** A client certificate, PEM. */
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
}

/** Where credentials come from, at the moment they are needed. */
export interface Authentication {
  /** Throws `AuthenticationError` when there are none to be had. */
  current(): Promise<Credentials>;
  /** The API server answered 401: ask the source again, whatever is cached. */
  refused(): void;
}

/** No credentials could be had: nothing was sent to the cluster. */
export class AuthenticationError extends Error {
  override readonly name = 'AuthenticationError';
}

/** A service account's token: fixed, or from a file that is rotated. */
export class TokenAuthentication implements Authentication {
  readonly #token: string | TokenFile;

  constructor(token: string | TokenFile) {
    this.#token = token;
  }

  async current(): Promise<Credentials> {
    try {
      const token =
        typeof this.#token === 'string'
          ? this.#token
          : await this.#token.current();
      return { headers: { authorization: `Bearer ${token}` } };
    } catch (error) {
      throw new AuthenticationError((error as Error).message);
    }
  }

  refused(): void {
    if (typeof this.#token !== 'string') {
      this.#token.refused();
    }
  }
}
