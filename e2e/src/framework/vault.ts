import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  freePort,
  makeScratchDirectory,
  ManagedProcess,
  testCertificate,
  waitFor,
} from '@central-secrets/dev-tools';
import { Agent, request } from 'undici';
import { ensureVault } from './binaries';

/** A real Vault, in memory. */
export class Vault {
  readonly #process: ManagedProcess;
  readonly #agent: Agent;
  readonly #rootToken: string;
  readonly #unsealKey: string;

  /** With a KV engine of version 2 at `secret/` and one of version 1 at `old/`. */
  static async start(report?: (line: string) => void): Promise<Vault> {
    const vault = await Vault.startEmpty(report);
    await vault.ask('POST', 'sys/mounts/secret', {
      type: 'kv',
      options: { version: '2' },
    });
    await vault.ask('POST', 'sys/mounts/old', {
      type: 'kv',
      options: { version: '1' },
    });
    // A mount of version 2 is upgraded in the background.
    await waitFor(
      async () => (await vault.#ask('GET', 'secret/config')).status === 200,
      { reason: 'the KV engine to have version 2', limitMs: 60_000 },
    );
    return vault;
  }

  /** Unsealed, with nothing mounted. */
  static async startEmpty(report?: (line: string) => void): Promise<Vault> {
    const binary = await ensureVault({ report });
    const directory = await makeScratchDirectory();
    const file = (name: string) => join(directory, name);
    const { cert, private: key } = testCertificate();
    await writeFile(file('tls.crt'), cert);
    await writeFile(file('tls.key'), key, { mode: 0o600 });
    const address = `127.0.0.1:${await freePort()}`;
    const process = ManagedProcess.start({
      name: 'vault',
      command: binary,
      args: [
        `-address=${address}`,
        `-certificate=${file('tls.crt')}`,
        `-key=${file('tls.key')}`,
      ],
      logFile: file('vault.log'),
    });
    const { rootToken, unsealKey } = await waitFor(
      async () => {
        process.assertRunning();
        const line = process
          .logTail()
          .split('\n')
          .find(each => each.startsWith('{"rootToken"'));
        return line && JSON.parse(line);
      },
      { reason: 'Vault to be initialized', limitMs: 60_000 },
    );
    const vault = new Vault(
      process,
      `https://${address}`,
      cert,
      rootToken,
      unsealKey,
    );
    await waitFor(
      () =>
        vault.#ask('GET', 'sys/health').then(
          ({ status }) => status === 200,
          () => false,
        ),
      { reason: 'Vault to answer', limitMs: 60_000 },
    );
    return vault;
  }

  private constructor(
    process: ManagedProcess,
    readonly url: string,
    /** PEM. */
    readonly authority: string,
    rootToken: string,
    unsealKey: string,
  ) {
    this.#process = process;
    this.#rootToken = rootToken;
    this.#unsealKey = unsealKey;
    this.#agent = new Agent({ connect: { ca: authority } });
  }

  async #ask(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: object,
    token = this.#rootToken,
  ): Promise<{ status: number; text: string }> {
    const answer = await request(`${this.url}/v1/${path}`, {
      method,
      dispatcher: this.#agent,
      headers: { 'x-vault-token': token },
      body: body && JSON.stringify(body),
    });
    return { status: answer.statusCode, text: await answer.body.text() };
  }

  /** Any request to its API, as root. @throws Error with its own words, where it refuses */
  async ask(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<any> {
    const { status, text } = await this.#ask(method, path, body);
    if (status >= 300) {
      throw new Error(`Vault: ${method} ${path}: ${status} ${text}`);
    }
    return text === '' ? undefined : JSON.parse(text);
  }

  /** The status of any request to its API, with another token. */
  async statusOf(
    token: string,
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<number> {
    return (await this.#ask(method, path, body, token)).status;
  }

  /** Logs in with a token of a service account. */
  async logIn(
    mount: string,
    role: string,
    jwt: string,
  ): Promise<{ status: number; token: string }> {
    const { status, text } = await this.#ask(
      'POST',
      `auth/${mount}/login`,
      { role, jwt },
      '',
    );
    return { status, token: JSON.parse(text).auth?.client_token ?? '' };
  }

  /** Every path of the engine at `secret/` with the number of its newest version. */
  async versions(folder = ''): Promise<Record<string, number>> {
    const { status, text } = await this.#ask(
      'GET',
      `secret/metadata/${folder}?list=true`,
    );
    const found: Record<string, number> = {};
    for (const key of status === 404 ? [] : JSON.parse(text).data.keys) {
      const path = `${folder}${key}`;
      if (key.endsWith('/')) {
        Object.assign(found, await this.versions(path));
      } else {
        const { data } = await this.ask('GET', `secret/metadata/${path}`);
        found[path] = data.current_version;
      }
    }
    return found;
  }

  /** Writes a secret of version 2. */
  async write(path: string, data: Readonly<Record<string, unknown>>) {
    await this.ask('POST', `secret/data/${path}`, { data });
  }

  /** A token that may do what a policy of this text allows. */
  async createToken(name: string, policy: string): Promise<string> {
    await this.ask('POST', `sys/policies/acl/${name}`, { policy });
    const { auth } = await this.ask('POST', 'auth/token/create', {
      policies: [name],
      no_parent: true,
    });
    return auth.client_token;
  }

  async revoke(token: string): Promise<void> {
    await this.ask('POST', 'auth/token/revoke', { token });
  }

  async seal(): Promise<void> {
    await this.ask('POST', 'sys/seal');
  }

  async unseal(): Promise<void> {
    await this.ask('POST', 'sys/unseal', { key: this.#unsealKey });
  }

  async stop(): Promise<void> {
    await this.#agent.close();
    await this.#process.stop();
  }
}
