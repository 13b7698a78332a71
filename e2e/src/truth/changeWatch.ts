import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { Identity } from '../framework/kubernetesApi';

const WATCHED = [
  '/api/v1/namespaces',
  '/api/v1/events',
  '/apis/external-secrets.io/v1/externalsecrets',
  '/apis/external-secrets.io/v1/clusterexternalsecrets',
  '/apis/external-secrets.io/v1/clustersecretstores',
  '/apis/external-secrets.io/v1/secretstores',
];
const AGAIN_AFTER_MS = 500;

/** When the cluster last changed, as another observer than the backend sees it. */
export class ChangeWatch {
  readonly #lastAt = new Map<string, number>();
  readonly #stopped = new AbortController();
  readonly #agent: Agent;
  #running: Promise<unknown> = Promise.resolve();

  static start(identity: Identity): ChangeWatch {
    const watch = new ChangeWatch(identity);
    watch.#running = Promise.all(WATCHED.map(path => watch.#watch(path)));
    return watch;
  }

  private constructor(private readonly identity: Identity) {
    this.#agent = new Agent({
      connect: { ca: identity.certificateAuthority },
      bodyTimeout: 0,
    });
  }

  /** When something last changed in a namespace, or in one of that name, or in the cluster-wide objects named; milliseconds since the epoch. */
  lastChange(names: readonly string[]): number {
    return Math.max(...names.map(name => this.#lastAt.get(name) ?? 0));
  }

  async #watch(path: string): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      try {
        const { body } = await request(
          `${this.identity.url}${path}?watch=true`,
          {
            dispatcher: this.#agent,
            headers: { authorization: `Bearer ${this.identity.token}` },
            signal,
          },
        );
        await this.#read(body);
        await sleep(AGAIN_AFTER_MS, undefined, { signal });
      } catch {
        // The end, or a server that is away: the next turn shows which.
      }
    }
  }

  async #read(body: AsyncIterable<Buffer>): Promise<void> {
    let rest = '';
    for await (const piece of body) {
      const lines = (rest + piece.toString('utf8')).split('\n');
      rest = lines.pop()!;
      const at = Date.now();
      for (const line of lines) {
        const { metadata } = JSON.parse(line).object;
        this.#lastAt.set(metadata?.namespace ?? metadata?.name, at);
      }
    }
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
    await this.#agent.destroy();
  }
}
