import {
  ClusterConnection,
  ClusterResponse,
} from '@central-secrets/kubernetes-client';
import { Discovery } from './Discovery';
import { Fault, malformed } from './Fault';
import { faultOfResponse, getText, parseJson } from './getJson';
import { linesOf } from './lines';
import { cutList } from './listText';
import { ObjectReader } from './ObjectReader';
import { READ_LIMITS } from './readLimits';
import { resourceVersionOf } from './resourceVersion';
import { Resource } from './resources';
import { StreamedLists } from './StreamedLists';
import { KubernetesObject, ListPage, Source, WatchEvent } from './types';

/**
 * The maximum number of events that are read in one go, so that other work gets
 * its turn of the event loop.
 */
const LARGEST_BATCH = 50;

/** One kind of one cluster, or of one namespace of it, over HTTP. */
export class KubernetesSource implements Source {
  readonly #connection: ClusterConnection;
  readonly #discovery: Discovery;
  readonly #resource: Resource;
  readonly #reader: ObjectReader;
  readonly #scope: string;
  readonly #streamedLists?: StreamedLists;

  constructor(options: {
    connection: ClusterConnection;
    discovery: Discovery;
    resource: Resource;
    /** undefined: all of them. */
    namespace?: string;
    /** undefined: lists are never asked for as streams. */
    streamedLists?: StreamedLists;
  }) {
    const { namespace } = options;
    this.#connection = options.connection;
    this.#discovery = options.discovery;
    this.#resource = options.resource;
    this.#reader = new ObjectReader({
      sharesSpecs: options.resource.sharesSpecs ?? false,
    });
    this.#streamedLists = options.streamedLists;
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
        },
        signal,
        limitBytes: READ_LIMITS.page,
      });
      return this.#readList(text, `no JSON at ${path}`);
    });
  }

  #readList(text: string, otherwise: string): ListPage {
    const cut = this.#resource.group === undefined ? undefined : cutList(text);
    const list = cut?.envelope ?? parseJson(text, otherwise);
    const resourceVersion = resourceVersionOf(list);
    const { items, metadata } = list as {
      items?: readonly unknown[] | null;
      metadata?: { continue?: string };
    };
    // Go writes an empty list of items as null.
    const isList = items === null || Array.isArray(items);
    if (!isList || resourceVersion === undefined) {
      throw malformed('a list without items or without a version');
    }
    return {
      resourceVersion,
      continueToken: metadata?.continue || undefined,
      bytes: text.length,
      count: (cut?.items ?? items)?.length ?? 0,
      items: cut ? this.#readItems(cut.items, text, otherwise) : items ?? [],
    };
  }

  /** One after another, each when it is asked for: none lives longer than it takes to project it. */
  *#readItems(
    texts: readonly string[],
    whole: string,
    otherwise: string,
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
      const { path, response } = await this.#openWatch(request, {
        resourceVersion: request.resourceVersion,
      });
      if (response.status !== 200) {
        throw await faultOfResponse(`watch ${path}`, response);
      }
      return this.#events(response.body);
    });
  }

  async stream(
    request: Parameters<NonNullable<Source['stream']>>[0],
  ): Promise<AsyncIterable<WatchEvent[]> | undefined> {
    const streamedLists = this.#streamedLists;
    if (!streamedLists || streamedLists.refused) {
      return undefined;
    }
    return this.#doubting(async () => {
      const { path, response } = await this.#openWatch(request, {
        sendInitialEvents: 'true',
        resourceVersionMatch: 'NotOlderThan',
      });
      if (response.status === 200) {
        return this.#events(response.body);
      }
      const fault = await faultOfResponse(`stream ${path}`, response);
      if (streamedLists.refusedBy(response.status)) {
        return undefined;
      }
      throw fault;
    });
  }

  async #openWatch(
    {
      timeoutSeconds,
      signal,
      onAlive,
    }: {
      readonly timeoutSeconds: number;
      readonly signal: AbortSignal;
      readonly onAlive?: () => void;
    },
    from: Readonly<Record<string, string>>,
  ): Promise<{ path: string; response: ClusterResponse }> {
    const path = await this.#path(signal);
    const response = await this.#connection.request({
      method: 'GET',
      path,
      query: {
        watch: '1',
        allowWatchBookmarks: 'true',
        ...from,
        timeoutSeconds: String(timeoutSeconds),
        fieldSelector: this.#resource.fieldSelector,
      },
      signal,
      onAlive,
    });
    return { path, response };
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
    const otherwise = 'a watch event that is no JSON';
    const event =
      this.#resource.group === undefined
        ? parseJson(line, otherwise)
        : this.#reader.read(line, otherwise);
    if (typeof event !== 'object' || event === null || !('type' in event)) {
      throw malformed('a watch event without a type');
    }
    return event as WatchEvent;
  }
}
