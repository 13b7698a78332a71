import { ClusterConnection } from '@central-secrets/kubernetes-client';
import { expired, Fault } from './Fault';
import { getJson } from './getJson';
import { resourceVersionOf } from './resourceVersion';
import { sleep } from './sleep';
import { Clock, KubernetesObject, ListPage, Source, WatchEvent } from './types';

/** How often the namespace is looked at. Milliseconds; so late a changed label is seen. */
const LOOK_EVERY_MS = 5_000;

/** The version of a namespace that is not there. */
const ABSENT = 'absent';

/**
 * One namespace by name, for a reader that may `get` it and no more.
 *
 * A Role cannot grant list or watch on namespaces, not even on its own: both
 * are requests at the cluster's scope, with or without a field selector. (The
 * path `/api/v1/watch/namespaces/<name>` is inside of the namespace, and
 * deprecated.) So this polls the object, and has the reflector list again when
 * the object has changed.
 */
export class NamespaceSource implements Source {
  readonly isPolled = true;
  readonly #connection: ClusterConnection;
  readonly #namespace: string;
  readonly #clock: Clock;

  constructor(options: {
    connection: ClusterConnection;
    namespace: string;
    clock: Clock;
  }) {
    this.#connection = options.connection;
    this.#namespace = options.namespace;
    this.#clock = options.clock;
  }

  async list({ signal }: Parameters<Source['list']>[0]): Promise<ListPage> {
    const object = await this.#look(signal);
    return {
      resourceVersion: versionOf(object),
      items: object === undefined ? [] : [object],
    };
  }

  async watch(
    request: Parameters<Source['watch']>[0],
  ): Promise<AsyncIterable<WatchEvent[]>> {
    // Accepted, as any watch is, by an answer.
    await this.#lookForChange(request);
    return this.#changes(request);
  }

  async *#changes(
    request: Parameters<Source['watch']>[0],
  ): AsyncGenerator<WatchEvent[]> {
    for (;;) {
      await sleep(this.#clock, LOOK_EVERY_MS, request.signal);
      request.signal.throwIfAborted();
      await this.#lookForChange(request);
      // A sign of life without an event: that nothing changed is all that was seen.
      yield [];
    }
  }

  async #lookForChange({
    resourceVersion,
    signal,
  }: Parameters<Source['watch']>[0]): Promise<void> {
    if (versionOf(await this.#look(signal)) !== resourceVersion) {
      throw expired();
    }
  }

  async #look(signal: AbortSignal): Promise<KubernetesObject | undefined> {
    try {
      return await getJson(this.#connection, {
        path: `/api/v1/namespaces/${this.#namespace}`,
        signal,
      });
    } catch (error) {
      if (error instanceof Fault && error.code === 'not-installed') {
        return undefined;
      }
      throw error;
    }
  }
}

/**
 * Returns the object's version, with its uid: a namespace that was created
 * again is another one.
 */
function versionOf(object: KubernetesObject | undefined): string {
  if (object === undefined) {
    return ABSENT;
  }
  const { metadata } = object as { metadata?: { uid?: unknown } };
  return `${metadata?.uid}/${resourceVersionOf(object)}`;
}
