import { ObservedKind } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  merge,
  RawObject,
} from '@central-secrets/backstage-plugin-central-secrets-node/testUtils';
import {
  ClusterConnection,
  ClusterRequest,
  ClusterResponse,
} from '@central-secrets/kubernetes-client';
import { EventStream } from '../kubernetes/__testUtils__/EventStream';
import { discoveryAnswer } from '../kubernetes/__testUtils__/FakeConnection';
import { RESOURCES } from '../kubernetes/resources';
import { Clock, WatchEvent } from '../kubernetes/types';

/** An object of a kind is there, or is another now, or is gone. */
export interface Happening {
  readonly kind: ObservedKind;
  readonly object: RawObject;
  readonly isGone?: boolean;
}

/** One kind: its changes, and how many of them its watchers have received. */
class Kind {
  readonly #history: {
    readonly version: number;
    readonly event: WatchEvent;
  }[] = [];
  readonly streams = new Set<EventStream>();
  #shown = 0;
  isLost = false;

  /** How many changes are not shown yet. */
  get hidden(): number {
    return this.#history.length - this.#shown;
  }

  happen(version: number, event: WatchEvent): void {
    this.#history.push({ version, event });
  }

  showNext(): void {
    if (this.hidden > 0) {
      const { event } = this.#history[this.#shown];
      this.#shown += 1;
      this.streams.forEach(stream => stream.send(event));
    }
  }

  get version(): number {
    return this.#history[this.#shown - 1]?.version ?? 1;
  }

  objects(): RawObject[] {
    const objects = new Map<string, RawObject>();
    for (const { event } of this.#history.slice(0, this.#shown)) {
      const object = event.object as RawObject;
      const { namespace, name } = object.metadata as RawObject;
      if (event.type === 'DELETED') {
        objects.delete(`${namespace}/${name}`);
      } else {
        objects.set(`${namespace}/${name}`, object);
      }
    }
    return [...objects.values()];
  }

  since(version: number): WatchEvent[] {
    return this.#history
      .slice(0, this.#shown)
      .filter(change => change.version > version)
      .map(({ event }) => event);
  }
}

/**
 * An API server in memory. A test decides when the watchers of each kind
 * receive its changes: within a kind in its order, across kinds in any.
 */
export class ScriptedApiServer implements ClusterConnection {
  readonly #clock: Clock;
  readonly #kinds = Object.fromEntries(
    Object.keys(RESOURCES).map(kind => [kind, new Kind()]),
  ) as Record<ObservedKind, Kind>;
  /** Events about stores have watches of their own; none ever comes. */
  readonly #storeWarnings = new Kind();
  #version = 1;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Queues changes in this order; open watches do not see them yet. */
  happen(...happenings: readonly Happening[]): void {
    for (const { kind, object, isGone } of happenings) {
      this.#version += 1;
      const metadata = { resourceVersion: String(this.#version) };
      this.#kinds[kind].happen(this.#version, {
        type: isGone ? 'DELETED' : 'MODIFIED',
        object: merge(object, { metadata }),
      });
    }
  }

  /** Sends the next change to the kind's watchers. */
  show(kind: ObservedKind): void {
    this.#kinds[kind].showNext();
  }

  showAll(): void {
    for (const kind of Object.values(this.#kinds)) {
      while (kind.hidden > 0) {
        kind.showNext();
      }
    }
  }

  /** The kind's watches are cut; they may be resumed. */
  cut(kind: ObservedKind): void {
    this.#kinds[kind].streams.forEach(stream =>
      stream.end(new Error('read ECONNRESET')),
    );
  }

  /** The kind's watches end because their version is gone (410): a list is due. */
  expire(kind: ObservedKind): void {
    const event = { type: 'ERROR', object: { kind: 'Status', code: 410 } };
    this.#kinds[kind].streams.forEach(stream => stream.send(event));
  }

  /** The kind can no longer be listed or watched. */
  lose(kind: ObservedKind): void {
    this.#kinds[kind].isLost = true;
    this.cut(kind);
  }

  /** It can again. */
  find(kind: ObservedKind): void {
    this.#kinds[kind].isLost = false;
  }

  async request({
    path,
    query = {},
    signal,
  }: ClusterRequest): Promise<ClusterResponse> {
    const served = Object.values(RESOURCES).map(({ plural }) => plural);
    const discovery = discoveryAnswer(path, { v1: served });
    if (discovery) {
      return this.#answer(200, discovery.body);
    }
    if (path.endsWith('/deployments') || path.startsWith('/openapi/')) {
      return this.#answer(404, { kind: 'Status', message: 'not found' });
    }
    const [, namespace] = path.match(/^\/api\/v1\/namespaces\/([^/]+)$/) ?? [];
    const isAboutStores = query.fieldSelector?.includes('SecretStore');
    const kind = isAboutStores
      ? this.#storeWarnings
      : this.#kinds[
          namespace ? 'namespaces' : (path.split('/').at(-1) as ObservedKind)
        ];
    if (kind.isLost) {
      return this.#answer(503, { kind: 'Status', message: 'lost' });
    }
    if (namespace) {
      const found = kind
        .objects()
        .find(({ metadata }) => (metadata as RawObject).name === namespace);
      return found
        ? this.#answer(200, found)
        : this.#answer(404, { kind: 'Status', message: 'not found' });
    }
    if (!query.watch) {
      return this.#answer(200, {
        metadata: { resourceVersion: String(kind.version) },
        items: kind.objects(),
      });
    }
    const stream: EventStream = new EventStream(signal!, () =>
      kind.streams.delete(stream),
    );
    kind.streams.add(stream);
    const first = kind.since(Number(query.resourceVersion));
    if (first.length) {
      stream.send(...first);
    }
    return { ...this.#answer(200, {}), body: linesOf(stream) };
  }

  async close(): Promise<void> {}

  #answer(status: number, body: unknown): ClusterResponse {
    const text = JSON.stringify(body);
    return {
      status,
      headers: { date: new Date(this.#clock.now()).toUTCString() },
      body: (async function* whole() {
        yield Buffer.from(text);
      })(),
      text: async () => text,
    };
  }
}

async function* linesOf(stream: EventStream): AsyncGenerator<Uint8Array> {
  for await (const events of stream) {
    for (const event of events) {
      yield Buffer.from(`${JSON.stringify(event)}\n`);
    }
  }
}
