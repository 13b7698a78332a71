import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, ManagedProcess, waitFor } from '@central-secrets/dev-tools';
import { E2E_DIRECTORY } from '../framework/paths';
import { replaceFile } from './atomicFile';
import { Attempt } from './consumer';

/**
 * An OAuth 2 authorization server (oidc-provider), and a client that asks it
 * for a token.
 */
export class OAuthServer {
  readonly #directory: string;
  readonly #url: string;
  readonly #process: ManagedProcess;

  static async start(directory: string): Promise<OAuthServer> {
    await mkdir(directory, { recursive: true });
    const port = await freePort();
    const server = new OAuthServer(
      directory,
      `http://127.0.0.1:${port}`,
      ManagedProcess.start({
        name: 'oidc-provider',
        command: process.execPath,
        args: [
          join(E2E_DIRECTORY, 'src/programs/oauthServer.mjs'),
          String(port),
          directory,
        ],
        logFile: join(directory, 'oidc-provider.log'),
      }),
    );
    await waitFor(
      async () => {
        server.#process.assertRunning();
        const discovery = '/.well-known/openid-configuration';
        return (await fetch(server.#url + discovery)).ok;
      },
      { reason: 'the OAuth server to answer' },
    );
    return server;
  }

  private constructor(directory: string, url: string, process: ManagedProcess) {
    this.#directory = directory;
    this.#url = url;
    this.#process = process;
  }

  /** From now on, only this secret is valid for the client. */
  async accept(clientId: string, clientSecret: string): Promise<void> {
    const file = `${Buffer.from(clientId).toString('base64url')}.json`;
    await replaceFile(
      join(this.#directory, file),
      JSON.stringify({
        client_id: clientId,
        client_secret: clientSecret,
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
      }),
    );
  }

  /** Asks for a token with the client-credentials grant (RFC 6749, 4.4). */
  async requestToken(clientId: string, clientSecret: string): Promise<Attempt> {
    // RFC 6749, 2.3.1: both are form-encoded before they are joined.
    const encode = (text: string) =>
      new URLSearchParams({ text }).toString().slice('text='.length);
    const pair = `${encode(clientId)}:${encode(clientSecret)}`;
    const answer = await fetch(`${this.#url}/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
      },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const body: any = await answer.json();
    return answer.ok
      ? {
          accepted:
            body.token_type === 'Bearer' &&
            typeof body.access_token === 'string',
          said: body.token_type,
        }
      : { accepted: false, said: `${answer.status} ${body.error}` };
  }

  async stop(): Promise<void> {
    await this.#process.stop();
  }
}
