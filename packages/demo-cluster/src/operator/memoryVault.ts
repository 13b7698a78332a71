import { SecretValues } from './specs';

/** What a path of a Vault holds. */
interface VaultValue {
  readonly data: SecretValues;
  /** The operator wrote it (`managed-by: external-secrets` in its custom metadata). */
  readonly isManaged: boolean;
}

/** As the policies of `deploy/internal-distribution/vault` allow it. */
const ALLOWED = /^platform-(?:data|config)\/[^/]+\/[^/]+$/;

/** A refusal in the words of Vault's client. */
export class VaultRefusal extends Error {
  constructor(verb: string, url: string) {
    super(
      `Error making API request.\n\nURL: ${verb} ${url}\nCode: 403. Errors:\n\n* 1 error occurred:\n\t* permission denied\n\n`,
    );
  }
}

/**
 * The key/value engine (version 2) of a Vault that answers: the newest version
 * of each path, with the policies of internal distribution.
 */
export class MemoryVault {
  readonly #values = new Map<string, VaultValue>();

  /** @param server - such as `https://vault.vault.svc:8200` */
  constructor(readonly server: string) {}

  /** The address of a path in its API, where it is mounted at `secret`. */
  urlOf(path: string): string {
    return `${this.server}/v1/secret/data/${path}`;
  }

  /** undefined: there is none. @throws VaultRefusal where the policies do not allow it */
  read(path: string): VaultValue | undefined {
    this.#assertAllowed('GET', path);
    return this.#values.get(path);
  }

  /** Replaces the whole value, as the operator. @throws VaultRefusal */
  write(path: string, data: SecretValues): void {
    this.#assertAllowed('PUT', path);
    this.#values.set(path, { data, isManaged: true });
  }

  /** @throws VaultRefusal */
  delete(path: string): void {
    this.#assertAllowed('DELETE', path);
    this.#values.delete(path);
  }

  /** Puts in what another program, or an earlier push, has left there. */
  restore(path: string, value: VaultValue): void {
    this.#values.set(path, value);
  }

  #assertAllowed(verb: string, path: string): void {
    if (!ALLOWED.test(path)) {
      throw new VaultRefusal(verb, this.urlOf(path));
    }
  }
}
