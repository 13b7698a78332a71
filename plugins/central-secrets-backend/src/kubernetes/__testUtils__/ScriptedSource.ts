import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { expired, malformed } from '../Fault';
import { ListPage, ListPart, Source, WatchEvent } from '../types';
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
  readonly #watches = new Set<EventStream>();
  /** Those in one answer that have not ended, with the version that each shows. */
  readonly #lists = new Map<EventStream<ListPart>, number>();
  readonly #refusals = new Refusals();
  /** Pages that are asked for while it is held, other than first ones, wait. */
  readonly pages = new Gate();
  /** Whether it has lists in one answer. */
  streamsLists = false;
  /** Lists in one answer that begin from now on do not end before `endLists`. */
  withholdsEnds = false;
  #version = 100;
  #oldestVersion = 0;
  #uids = 0;

  /** The objects in the cluster, by name: uid and version. */
  truth(): Record<string, string> {
    return digest(this.#truth.values());
  }

  get openStreams(): number {
    return this.#watches.size + this.#lists.size;
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

  /** Every watch comes to the end of its time, and every list ends too early. */
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
  unnoticed(change: () => void, by = [...this.#watches]): void {
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
    this.#each(stream => stream.end(malformed(message('not-json.event'))));
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
      this.#send(first.event);
    }
  }

  /**
   * Open watches get the changes made here in reverse order, although versions
   * are ordered.
   */
  backwards(changes: () => void): void {
    const watches = [...this.#watches].filter(({ silent }) => !silent);
    const from = this.#history.length;
    this.unnoticed(changes, watches);
    const events = this.#history.slice(from).map(({ event }) => event);
    watches.forEach(watch => watch.send(...events.toReversed()));
  }

  /** Sends one more object of each list that has not ended. */
  sendOfLists(name: string): void {
    const metadata = { name, uid: name, resourceVersion: '1' };
    [...this.#lists.keys()].forEach(list =>
      list.send({ items: [{ metadata }] }),
    );
  }

  /** Sends the withheld ends of lists. */
  endLists(): void {
    [...this.#lists.keys()].forEach(list => this.#endList(list));
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
    const stream: EventStream = new EventStream(signal, () =>
      this.#watches.delete(stream),
    );
    this.#watches.add(stream);
    if (signal.aborted) {
      stream.end();
    }
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
  ): Promise<AsyncIterable<ListPart> | undefined> {
    if (!this.streamsLists) {
      return undefined;
    }
    this.requests.push('stream');
    await this.#refusals.meet('stream', request.signal);
    const { signal } = request;
    const list: EventStream<ListPart> = new EventStream<ListPart>(signal, () =>
      this.#lists.delete(list),
    );
    this.#lists.set(list, this.#version);
    if (signal.aborted) {
      list.end();
    }
    list.send({ items: [...this.#truth.values()] });
    if (!this.withholdsEnds) {
      this.#endList(list);
    }
    return partsOf(list);
  }

  #endList(list: EventStream<ListPart>): void {
    list.send({ items: [], resourceVersion: String(this.#lists.get(list)) });
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
    [...this.#watches].forEach(watch => watch.send(event));
  }

  /** Open watches, and lists that are being sent. */
  #each(act: (stream: EventStream | EventStream<ListPart>) => void): void {
    [...this.#watches, ...this.#lists.keys()].forEach(act);
  }
}

async function* partsOf(
  list: AsyncIterable<ListPart[]>,
): AsyncGenerator<ListPart> {
  for await (const parts of list) {
    yield* parts;
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
