import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { Identity } from '../framework/identity';
import { KubernetesObject } from '../framework/kubernetesApi';

const PATH = '/apis/external-secrets.io/v1/externalsecrets';
const AGAIN_AFTER_MS = 50;

/** A version of an ExternalSecret, and when it was seen. */
export interface SeenVersion {
  readonly object: KubernetesObject;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Every version of every ExternalSecret, as another observer than the command sees it. */
export class VersionWatch {
  readonly #versions = new Map<string, SeenVersion[]>();
  readonly #stopped = new AbortController();
  readonly #agent: Agent;
  readonly #identity: Identity;
  #running: Promise<void> = Promise.resolve();
  #resourceVersion?: string;

  static start(identity: Identity): VersionWatch {
    const watch = new VersionWatch(identity);
    watch.#running = watch.#run();
    return watch;
  }

  private constructor(identity: Identity) {
    this.#identity = identity;
    this.#agent = new Agent({
      connect: { ca: identity.certificateAuthority },
      bodyTimeout: 0,
    });
  }

  /** The versions of one ExternalSecret, in their order. */
  versionsOf(namespace: string, name: string): readonly SeenVersion[] {
    return this.#versions.get(`${namespace}/${name}`) ?? [];
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      try {
        const from = this.#resourceVersion;
        const { statusCode, body } = await request(
          `${this.#identity.url}${PATH}?watch=true${
            from ? `&resourceVersion=${from}` : ''
          }`,
          {
            dispatcher: this.#agent,
            headers: { authorization: `Bearer ${this.#identity.token}` },
            signal,
          },
        );
        await (statusCode === 200 ? this.#read(body) : body.dump());
      } catch {
        // The end, or a server that is away: the next turn shows which.
      }
      await sleep(AGAIN_AFTER_MS, undefined, { signal }).catch(() => {});
    }
  }

  async #read(body: AsyncIterable<Buffer>): Promise<void> {
    let rest = '';
    for await (const piece of body) {
      const lines = (rest + piece.toString('utf8')).split('\n');
      rest = lines.pop()!;
      const at = Date.now();
      for (const line of lines) {
        const { type, object } = JSON.parse(line);
        if (type === 'ERROR') {
          this.#resourceVersion = undefined;
          return;
        }
        const { namespace, name, resourceVersion } = object.metadata;
        this.#resourceVersion = resourceVersion;
        const key = `${namespace}/${name}`;
        const versions = this.#versions.get(key) ?? [];
        this.#versions.set(key, versions);
        versions.push({ object, at });
      }
    }
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
    await this.#agent.destroy();
  }
}
