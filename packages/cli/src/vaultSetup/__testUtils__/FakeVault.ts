import { TestServer } from '@central-secrets/dev-tools';

/** What the server answers to one request; undefined: 404, as Vault does. */
interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

/** The state of a Vault that nothing was set up in. */
function emptyState(): Map<string, any> {
  return new Map<string, any>([
    ['sys/health', { initialized: true, sealed: false }],
    ['sys/mounts', { data: { 'sys/': { type: 'system' } } }],
    ['sys/auth', { data: { 'token/': { type: 'token' } } }],
    ['sys/audit', { data: { 'file/': { type: 'file' } } }],
  ]);
}

/** A server that keeps what is written as Vault does, and refuses on request. */
export class FakeVault {
  /** Every request: method, path, and the token that came with it. */
  readonly requests: { method: string; path: string; token: unknown }[] = [];
  /** Answers by `METHOD path`, before the state is looked at. */
  readonly replies = new Map<string, Reply>();
  state = emptyState();
  #server!: TestServer;

  static async start(): Promise<FakeVault> {
    const vault = new FakeVault();
    vault.#server = await TestServer.start('http', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        const method = request.method ?? '';
        const path = (request.url ?? '').replace(/^\/v1\//, '');
        const token = request.headers['x-vault-token'];
        vault.requests.push({ method, path, token });
        const { status, body } =
          vault.replies.get(`${method} ${path}`) ??
          vault.#reply(method, path, Buffer.concat(chunks).toString());
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(typeof body === 'string' ? body : JSON.stringify(body));
      });
    });
    return vault;
  }

  get url(): string {
    return this.#server.url;
  }

  get writes(): string[] {
    return this.requests
      .filter(({ method }) => method !== 'GET')
      .map(({ path }) => path);
  }

  reset(): void {
    this.state = emptyState();
    this.replies.clear();
    this.requests.length = 0;
  }

  async stop(): Promise<void> {
    await this.#server.close();
  }

  #reply(method: string, path: string, text: string): Reply {
    if (method === 'GET') {
      const found = this.state.get(path);
      return found
        ? { status: 200, body: found }
        : { status: 404, body: { errors: [] } };
    }
    const body = JSON.parse(text);
    const [, kind, name] = /^sys\/(mounts|auth)\/(.*)$/.exec(path) ?? [];
    if (kind) {
      this.state.get(`sys/${kind}`).data[`${name}/`] = body;
      if (kind === 'mounts') {
        this.state.set(`${name}/config`, { data: {} });
      }
    } else {
      const { token_reviewer_jwt: reviewer, ...kept } = body;
      this.state.set(path, {
        data: reviewer ? { ...kept, token_reviewer_jwt_set: true } : kept,
      });
    }
    return { status: 204, body: '' };
  }
}
