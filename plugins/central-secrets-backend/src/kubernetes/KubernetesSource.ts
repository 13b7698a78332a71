import {
  message,
  Message,
  ObservationCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { ClusterConnection } from '@central-secrets/kubernetes-client';
import { Discovery } from './Discovery';
import { Fault, malformed } from './Fault';
import { faultOfResponse, getText, parseJson } from './getJson';
import { linesOf } from './lines';
import { cutList, ListCutter } from './ListCutter';
import { ObjectReader } from './ObjectReader';
import { READ_LIMITS } from './readLimits';
import { resourceVersionOf } from './resourceVersion';
import { Resource } from './resources';
import {
  KubernetesObject,
  ListPage,
  ListPart,
  Source,
  WatchEvent,
} from './types';

/**
 * The maximum number of events, or of a list's objects, that are read in one
 * go, so that other work gets its turn of the event loop.
 */
const LARGEST_BATCH = 50;

/** One kind of one cluster, or of one namespace of it, over HTTP. */
export class KubernetesSource implements Source {
  readonly #connection: ClusterConnection;
  readonly #discovery: Discovery;
  readonly #resource: Resource;
  readonly #reader: ObjectReader;
  readonly #scope: string;
  readonly #streams: boolean;

  constructor(options: {
    connection: ClusterConnection;
    discovery: Discovery;
    resource: Resource;
    /** undefined: all of them. */
    namespace?: string;
    /** Whether a list may be read in one answer. Default: in pages. */
    streamLists?: boolean;
  }) {
    const { namespace, resource } = options;
    this.#connection = options.connection;
    this.#discovery = options.discovery;
    this.#resource = resource;
    this.#reader = new ObjectReader({
      sharesSpecs: resource.sharesSpecs ?? false,
    });
    // The API server has no cache of Events: such a list would read them all
    // from etcd at once. And a namespace's list is short.
    this.#streams =
      options.streamLists === true &&
      resource.group !== undefined &&
      namespace === undefined;
    this.#scope = namespace === undefined ? '' : `namespaces/${namespace}/`;
  }

  async list(request: Parameters<Source['list']>[0]): Promise<ListPage> {
    const { limit, continueToken, resourceVersion, signal } = request;
    return this.#doubting(async () => {
      const path = await this.#path(signal);
      const text = await getText(this.#connection, {
        path,
        query: {
          limit: String(limit),
          continue: continueToken,
          // Later pages have the version in their token, and refuse another.
          ...(!continueToken && {
            resourceVersion,
            resourceVersionMatch: resourceVersion && 'Exact',
          }),
          fieldSelector: this.#resource.fieldSelector,
          labelSelector: this.#resource.labelSelector,
        },
        signal,
        limitBytes: READ_LIMITS.page,
      });
      return this.#readList(text, message('not-json', { path }));
    });
  }

  #readList(text: string, otherwise: Message<ObservationCode>): ListPage {
    const cut = this.#resource.group === undefined ? undefined : cutList(text);
    const list = cut?.envelope ?? parseJson(text, otherwise);
    const { items, ...rest } = readEnvelope(list);
    return {
      ...rest,
      bytes: text.length,
      count: (cut?.items ?? items).length,
      items: cut ? this.#readItems(cut.items, text, otherwise) : items,
    };
  }

  /** One after another, each when it is asked for: none lives longer than it takes to project it. */
  *#readItems(
    texts: readonly string[],
    whole: string,
    otherwise: Message<ObservationCode>,
  ): Generator<KubernetesObject> {
    for (const [index, text] of texts.entries()) {
      let object: KubernetesObject;
      try {
        object = this.#reader.read(text, otherwise);
      } catch {
        // Cut at a wrong place, or no JSON at all: the whole tells which.
        const { items } = parseJson(whole, otherwise) as {
          items: readonly KubernetesObject[];
        };
        yield* items.slice(index);
        return;
      }
      yield object;
    }
  }

  async watch(
    request: Parameters<Source['watch']>[0],
  ): Promise<AsyncIterable<WatchEvent[]>> {
    return this.#doubting(async () => {
      const { resourceVersion, timeoutSeconds, signal, onAlive } = request;
      const path = await this.#path(signal);
      const response = await this.#connection.request({
        method: 'GET',
        path,
        query: {
          watch: '1',
          allowWatchBookmarks: 'true',
          resourceVersion,
          timeoutSeconds: String(timeoutSeconds),
          fieldSelector: this.#resource.fieldSelector,
          labelSelector: this.#resource.labelSelector,
        },
        signal,
        onAlive,
      });
      if (response.status !== 200) {
        throw await faultOfResponse(`watch ${path}`, response);
      }
      return this.#events(response.body);
    });
  }

  /**
   * One list without pages, which the API server answers from its watch cache.
   * Reading it costs the server less than pages or a streamed watch, and nothing
   * is read from etcd but the newest version, by the first request: a list that
   * is not older than that never goes back in time, whichever server answers.
   */
  async stream({
    signal,
  }: Parameters<NonNullable<Source['stream']>>[0]): Promise<
    AsyncIterable<ListPart> | undefined
  > {
    if (!this.#streams) {
      return undefined;
    }
    const first = await this.list({ limit: 1, signal });
    return first.continueToken === undefined
      ? wholeOf(first)
      : this.#streamNotOlderThan(first.resourceVersion, signal);
  }

  async #streamNotOlderThan(
    resourceVersion: string,
    signal: AbortSignal,
  ): Promise<AsyncIterable<ListPart>> {
    return this.#doubting(async () => {
      const path = await this.#path(signal);
      const response = await this.#connection.request({
        method: 'GET',
        path,
        query: {
          resourceVersion,
          resourceVersionMatch: 'NotOlderThan',
          fieldSelector: this.#resource.fieldSelector,
          labelSelector: this.#resource.labelSelector,
        },
        signal,
      });
      if (response.status !== 200) {
        throw await faultOfResponse(`GET ${path}`, response);
      }
      return this.#readParts(response.body, message('not-json', { path }));
    });
  }

  async *#readParts(
    body: AsyncIterable<Uint8Array>,
    otherwise: Message<ObservationCode>,
  ): AsyncGenerator<ListPart> {
    const cutter = new ListCutter(READ_LIMITS.page);
    const decoder = new TextDecoder();
    const read = (text: string) => this.#reader.read(text, otherwise);
    for await (const chunk of body) {
      const texts = cutter.push(decoder.decode(chunk, { stream: true }));
      while (texts.length) {
        yield { items: texts.splice(0, LARGEST_BATCH).map(read) };
      }
    }
    const end = cutter.end();
    // A short list may be written otherwise; of a long one that is, as of one
    // that was cut off, no JSON of a list is left.
    const last = end
      ? { ...readEnvelope(end.envelope), items: end.items.map(read) }
      : this.#readList(cutter.rest, otherwise);
    if (last.continueToken !== undefined) {
      throw malformed(message('list-malformed.page'));
    }
    yield { items: last.items, resourceVersion: last.resourceVersion };
  }

  async #path(signal: AbortSignal): Promise<string> {
    const { group, plural } = this.#resource;
    return group === undefined
      ? `/api/v1/${this.#scope}${plural}`
      : `/apis/${group}/${await this.#discovery.versionOf(plural, signal)}/${
          this.#scope
        }${plural}`;
  }

  /** A 404 says that the version discovered is no longer the one served. */
  async #doubting<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Fault && error.code === 'not-installed') {
        this.#discovery.doubt();
      }
      throw error;
    }
  }

  async *#events(
    body: AsyncIterable<Uint8Array>,
  ): AsyncGenerator<WatchEvent[]> {
    for await (const lines of linesOf(body)) {
      do {
        const { events, error } = this.#readEvents(
          lines.splice(0, LARGEST_BATCH),
        );
        // The events before a bad line are good and must not be fetched again.
        if (events.length || !error) {
          yield events;
        }
        if (error) {
          throw error;
        }
      } while (lines.length);
    }
  }

  /** Up to the first that cannot be read. */
  #readEvents(lines: readonly string[]): {
    events: WatchEvent[];
    error?: unknown;
  } {
    const events: WatchEvent[] = [];
    try {
      for (const line of lines) {
        events.push(this.#readEvent(line));
      }
      return { events };
    } catch (error) {
      return { events, error };
    }
  }

  #readEvent(line: string): WatchEvent {
    const otherwise = message('not-json.event');
    const event =
      this.#resource.group === undefined
        ? parseJson(line, otherwise)
        : this.#reader.read(line, otherwise);
    if (typeof event !== 'object' || event === null || !('type' in event)) {
      throw malformed(message('event-malformed'));
    }
    return event as WatchEvent;
  }
}

/** @throws Fault where the object is not a list */
function readEnvelope(list: unknown) {
  const resourceVersion = resourceVersionOf(list);
  const { items, metadata } = list as {
    items?: readonly unknown[] | null;
    metadata?: { continue?: string };
  };
  // Go writes an empty list of items as null.
  const isList = items === null || Array.isArray(items);
  if (!isList || resourceVersion === undefined) {
    throw malformed(message('list-malformed'));
  }
  return {
    resourceVersion,
    continueToken: metadata?.continue || undefined,
    items: items ?? [],
  };
}

async function* wholeOf({
  items,
  resourceVersion,
}: ListPage): AsyncGenerator<ListPart> {
  yield { items, resourceVersion };
}
