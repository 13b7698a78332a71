/**
 * `node oauthServer.mjs PORT FOLDER`: an OAuth 2 authorization server on the
 * loopback address. Its clients are files in FOLDER, named after their ids in
 * base64url, each with what oidc-provider is to know of the client.
 *
 * A program of its own, because the library is an ES module only.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Provider from 'oidc-provider';

const [port, folder] = process.argv.slice(2);

/** Clients come from their files; nothing else is kept. */
class FileAdapter {
  #kept = new Map();

  constructor(name) {
    this.name = name;
  }

  async find(id) {
    if (this.name !== 'Client') {
      return this.#kept.get(id);
    }
    const file = `${Buffer.from(id).toString('base64url')}.json`;
    try {
      return JSON.parse(await readFile(join(folder, file), 'utf8'));
    } catch (error) {
      if (error.code === 'ENOENT') {
        return undefined;
      }
      throw error;
    }
  }

  async upsert(id, payload) {
    this.#kept.set(id, payload);
  }

  async destroy(id) {
    this.#kept.delete(id);
  }
}

const provider = new Provider(`http://127.0.0.1:${port}`, {
  adapter: FileAdapter,
  cookies: { keys: ['not-a-real-key'] },
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
  },
});
const server = provider.listen(Number(port), '127.0.0.1', () =>
  process.stdout.write('ready\n'),
);
// A kept connection must not close at the moment of its next use.
server.keepAliveTimeout = 3_600_000;
