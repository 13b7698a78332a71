import { setTimeout as sleep } from 'node:timers/promises';
import { HttpConnection, linesOf } from '@central-secrets/kubernetes-client';
import { connectAs, Identity } from '../framework/identity';
import { KubernetesObject } from '../framework/kubernetesApi';

const WATCHED = [
  '/api/v1/namespaces',
  '/api/v1/events',
  '/apis/external-secrets.io/v1/externalsecrets',
  '/apis/external-secrets.io/v1/clusterexternalsecrets',
  '/apis/external-secrets.io/v1/clustersecretstores',
  '/apis/external-secrets.io/v1/secretstores',
];
const AGAIN_AFTER_MS = 500;

/** Objects by their namespace, or by their own name where they are in none; then by uid. */
type Seen = Map<string, Map<string, KubernetesObject>>;

/** What the cluster has and when it last changed, as another observer than the backend sees it. */
export class ChangeWatch {
  readonly #lastAt = new Map<string, number>();
  readonly #seen = new Map<string, Seen>();
  readonly #stopped = new AbortController();
  readonly #connection: HttpConnection;
  #running: Promise<unknown> = Promise.resolve();

  static start(identity: Identity): ChangeWatch {
    const watch = new ChangeWatch(identity);
    watch.#running = Promise.all(WATCHED.map(path => watch.#watch(path)));
    return watch;
  }

  private constructor(identity: Identity) {
    this.#connection = connectAs(identity);
  }

  /** When something last changed in a namespace, or in one of that name, or in the cluster-wide objects named; milliseconds since the epoch. */
  lastChange(names: readonly string[]): number {
    return Math.max(...names.map(name => this.#lastAt.get(name) ?? 0));
  }

  /** The objects in namespaces of these names, and the cluster-wide ones of these names. */
  objectsAbout(names: readonly string[]): KubernetesObject[] {
    return [...this.#seen.values()].flatMap(seen =>
      names.flatMap(name => [...(seen.get(name)?.values() ?? [])]),
    );
  }

  async #watch(path: string): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      try {
        const answer = await this.#connection.request({
          method: 'GET',
          path: `${path}?watch=true`,
          signal,
        });
        // What is not served for a while answers at once, and not with events.
        await (answer.status === 200
          ? this.#read(path, answer.body)
          : answer.text());
      } catch {
        // The end, or a server that is away: the next turn shows which.
      }
      await sleep(AGAIN_AFTER_MS, undefined, { signal }).catch(() => {});
    }
  }

  async #read(path: string, body: AsyncIterable<Uint8Array>): Promise<void> {
    // A watch from nowhere begins with all that there is.
    const seen: Seen = new Map();
    this.#seen.set(path, seen);
    for await (const line of linesOf(body)) {
      const { type, object } = JSON.parse(line);
      const { metadata } = object as KubernetesObject;
      const about = metadata.namespace ?? metadata.name;
      const objects = seen.get(about) ?? new Map();
      seen.set(about, objects);
      if (type === 'DELETED') {
        objects.delete(metadata.uid!);
      } else {
        objects.set(metadata.uid!, object);
      }
      this.#lastAt.set(about, Date.now());
    }
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
    await this.#connection.close();
  }
}
