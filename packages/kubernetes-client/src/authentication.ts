/**
 * The credentials that a request carries to prove its sender's identity.
 *
 * @public
 */
export interface Credentials {
  /** A header with several values is sent once for each of them. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** A client certificate, PEM. */
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
}

/** Where credentials come from, at the moment they are needed. @public */
export interface Authentication {
  /** Throws `AuthenticationError` when there are none to be had. */
  current(): Promise<Credentials>;
  /** The API server answered 401: ask the source again, whatever is cached. */
  refused(): void;
}

/** No credentials could be had: nothing was sent to the cluster. @public */
export class AuthenticationError extends Error {
  override readonly name = 'AuthenticationError';
}

/** A bearer token that is replaced while this process runs. @public */
export interface TokenSource {
  /** The token of now; throws when there is none. */
  current(): Promise<string>;
  /** The token was refused: look for another at once next time. */
  refused(): void;
}

/** A service account's token: fixed, or from where it is rotated. @public */
export class TokenAuthentication implements Authentication {
  readonly #token: string | TokenSource;

  constructor(token: string | TokenSource) {
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
