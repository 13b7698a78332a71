import { expired, malformed } from '../Fault';
import { ListPage, Source, WatchEvent } from '../types';
import { EventStream } from './EventStream';
import { Gate } from './Gate';
import { Refusals, RequestKind } from './Refusals';

/** The objects of a scripted source. */
export interface ScriptedObject {
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly resourceVersion: string;
  };
}

interface Change {
  readonly version: number;
  readonly event: WatchEvent;
}

/**
 * An API server for one kind, in memory, whose faults are methods. It keeps
 * every request in `requests`, so that a test can assert their exact sequence.
 */
export class ScriptedSource implements Source {
  readonly requests: string[] = [];
  readonly #truth = new Map<string, ScriptedObject>();
  readonly #history: Change[] = [];
  readonly #streams = new Set<EventStream>();
  readonly #refusals = new Refusals();
  /** Pages that are asked for while it is held, other than first ones, wait. */
  readonly pages = new Gate();
  /** Whether it has streamed lists; one that has none is not asked either. */
  streamsLists = false;
  /** Streamed lists that are opened from now on do not end before `endInitialEvents`. */
  withholdsEnds = false;
  #version = 100;
  #oldestVersion = 0;
  #uids = 0;

  /** The objects in the cluster, by name: uid and version. */
  truth(): Record<string, string> {
    return digest(this.#truth.values());
  }

  get openStreams(): number {
    return this.#streams.size;
  }

  // Changes in the cluster.

  put(name: string): void {
    const existing = this.#truth.get(name);
    this.#version += 1;
    const object: ScriptedObject = {
      metadata: {
        name,
        uid: existing?.metadata.uid ?? `uid-${++this.#uids}`,
        resourceVersion: String(this.#version),
      },
    };
    this.#truth.set(name, object);
    this.#change({ type: existing ? 'MODIFIED' : 'ADDED', object });
  }

  delete(name: string): void {
    const existing = this.#truth.get(name);
    if (existing) {
      this.#version += 1;
      this.#truth.delete(name);
      this.#change({
        type: 'DELETED',
        object: {
          metadata: {
            ...existing.metadata,
            resourceVersion: String(this.#version),
          },
        },
      });
    }
  }

  /** A write to another kind: versions go on, this kind's watchers hear nothing. */
  writeElsewhere(): void {
    this.#version += 1;
  }

  // Steps of the protocol.

  bookmark(): void {
    this.#send({
      type: 'BOOKMARK',
      object: { metadata: { resourceVersion: String(this.#version) } },
    });
  }

  /** Every watch comes to the end of its time. */
  endStreams(): void {
    this.#each(stream => stream.end());
  }

  /** A ping is answered for every open watch, also for one that is silent. */
  answerPings(): void {
    this.#each(stream => stream.onPing());
  }

  /** History is compacted: versions and continue tokens of before are gone. */
  compact(): void {
    this.#oldestVersion = this.#version;
  }

  /** 410 as an event within an open watch. */
  expireStreams(): void {
    this.compact();
    this.sendError({ kind: 'Status', code: 410 });
  }

  /** An ERROR event within an open watch. */
  sendError(status: object): void {
    this.#send({ type: 'ERROR', object: status });
  }

  // Faults.

  resetStreams(error: Error = new Error('read ECONNRESET')): void {
    this.#each(stream => stream.end(error));
  }

  /** Open watches stay open and no longer pass on any events. */
  silenceStreams(): void {
    this.#each(stream => {
      stream.silent = true;
    });
  }

  /** Open watches go on without an event for the changes made here. */
  unnoticed(change: () => void, by = [...this.#streams]): void {
    this.silenceStreams();
    change();
    by.forEach(stream => {
      stream.silent = false;
    });
  }

  /** The changes made here reach open watches as a line that cannot be read. */
  garble(change: () => void): void {
    this.silenceStreams();
    change();
    this.#each(stream => stream.end(malformed('a line that is no JSON')));
  }

  /** Sends the last change once more. */
  repeatLastChange(): void {
    const last = this.#history.at(-1);
    if (last) {
      this.#send(last.event);
    }
  }

  /**
   * Sends an early change once more, after later ones, where versions are in
   * order.
   */
  repeatFirstChange(): void {
    const first = this.#history[0];
    if (first) {
      this.#each(stream => !stream.initial && stream.send(first.event));
    }
  }

  /**
   * Open watches get the changes made here in reverse order, although versions
   * are ordered.
   */
  backwards(changes: () => void): void {
    const streams = [...this.#streams].filter(({ silent }) => !silent);
    const from = this.#history.length;
    this.unnoticed(changes, streams);
    const events = this.#history.slice(from).map(({ event }) => event);
    for (const stream of streams) {
      stream.send(...(stream.initial ? events : events.toReversed()));
    }
  }

  /** Sends the withheld events of streamed lists. */
  endInitialEvents(): void {
    this.#each(stream => stream.initial && this.#endInitial(stream));
  }

  /** The number of refusals that no request has met yet. */
  get refusalsLeft(): number {
    return this.#refusals.left;
  }

  /** The next request of the kind fails, or is never answered. */
  refuseNext(request: RequestKind, error: Error | 'never'): void {
    this.#refusals.add(request, error);
  }

  /** Whatever would have been refused is answered. */
  refuseNothing(): void {
    this.#refusals.clear();
  }

  // The requests of the reflector.

  async list(request: Parameters<Source['list']>[0]): Promise<ListPage> {
    const { limit, continueToken, signal } = request;
    this.requests.push(
      `list limit=${limit}${continueToken ? ` continue=${continueToken}` : ''}`,
    );
    await this.#refusals.meet(continueToken ? 'page' : 'list', signal);
    if (continueToken) {
      await this.pages.pass(signal);
    }
    // A list shows one version throughout, so what changed since is left out.
    const [version, offset] = (continueToken ?? `${this.#version}/0`)
      .split('/')
      .map(Number);
    if (continueToken && version < this.#oldestVersion) {
      throw expired();
    }
    const all = [...this.#at(version).values()];
    const end = offset + limit;
    return {
      resourceVersion: String(version),
      continueToken: end < all.length ? `${version}/${end}` : undefined,
      items: all.slice(offset, end),
    };
  }

  async watch(
    request: Parameters<Source['watch']>[0],
  ): Promise<AsyncIterable<WatchEvent[]>> {
    const { resourceVersion, timeoutSeconds, signal } = request;
    this.requests.push(
      `watch from=${resourceVersion} timeout=${timeoutSeconds}`,
    );
    await this.#refusals.meet('watch', signal);
    if (Number(resourceVersion) < this.#oldestVersion) {
      throw expired();
    }
    const stream = this.#open(signal);
    stream.onPing = request.onAlive;
    const missed = this.#history.filter(
      ({ version }) => version > Number(resourceVersion),
    );
    if (missed.length) {
      stream.send(...missed.map(({ event }) => event));
    }
    return stream;
  }

  async stream(
    request: Parameters<NonNullable<Source['stream']>>[0],
  ): Promise<AsyncIterable<WatchEvent[]> | undefined> {
    if (!this.streamsLists) {
      return undefined;
    }
    this.requests.push(`stream timeout=${request.timeoutSeconds}`);
    await this.#refusals.meet('stream', request.signal);
    const stream = this.#open(request.signal);
    stream.initial = true;
    for (const object of this.#truth.values()) {
      stream.send({ type: 'ADDED', object });
    }
    if (!this.withholdsEnds) {
      this.#endInitial(stream);
    }
    return stream;
  }

  #open(signal: AbortSignal): EventStream {
    const stream: EventStream = new EventStream(signal, () =>
      this.#streams.delete(stream),
    );
    this.#streams.add(stream);
    if (signal.aborted) {
      stream.end();
    }
    return stream;
  }

  #endInitial(stream: EventStream): void {
    stream.initial = false;
    stream.send({
      type: 'BOOKMARK',
      object: {
        metadata: {
          resourceVersion: String(this.#version),
          annotations: { 'k8s.io/initial-events-end': 'true' },
        },
      },
    });
  }

  #at(version: number): Map<string, ScriptedObject> {
    const objects = new Map<string, ScriptedObject>();
    for (const change of this.#history) {
      if (change.version <= version) {
        const object = change.event.object as ScriptedObject;
        if (change.event.type === 'DELETED') {
          objects.delete(object.metadata.name);
        } else {
          objects.set(object.metadata.name, object);
        }
      }
    }
    return objects;
  }

  #change(event: WatchEvent): void {
    this.#history.push({ version: this.#version, event });
    this.#send(event);
  }

  #send(event: WatchEvent): void {
    this.#each(stream => stream.send(event));
  }

  #each(act: (stream: EventStream) => void): void {
    [...this.#streams].forEach(act);
  }
}

/** Objects by name, so that two wholes can be compared. */
export function digest(
  objects: Iterable<ScriptedObject>,
): Record<string, string> {
  return Object.fromEntries(
    [...objects]
      .map(
        ({ metadata }) =>
          [
            metadata.name,
            `${metadata.uid}@${metadata.resourceVersion}`,
          ] as const,
      )
      .sort(([a], [b]) => a.localeCompare(b)),
  );
}
