import { ClusterConnection } from '../clusters';
import { Discovery } from './Discovery';
import { Fault, malformed } from './Fault';
import { faultOfResponse, getJson, parseJson } from './getJson';
import { linesOf } from './lines';
import { resourceVersionOf } from './resourceVersion';
import { Resource } from './resources';
import { ListPage, Source, WatchEvent } from './types';

/** One kind of one cluster, over HTTP. */
export class KubernetesSource implements Source {
  readonly #connection: ClusterConnection;
  readonly #discovery: Discovery;
  readonly #resource: Resource;

  constructor(options: {
    connection: ClusterConnection;
    discovery: Discovery;
    resource: Resource;
  }) {
    this.#connection = options.connection;
    this.#discovery = options.discovery;
    this.#resource = options.resource;
  }

  async list(request: Parameters<Source['list']>[0]): Promise<ListPage> {
    const { limit, continueToken, signal } = request;
    return this.#doubting(async () => {
      const list = await getJson(this.#connection, {
        path: await this.#path(signal),
        query: {
          limit: String(limit),
          continue: continueToken,
          fieldSelector: this.#resource.fieldSelector,
        },
        signal,
      });
      const resourceVersion = resourceVersionOf(list);
      const { items, metadata } = list as {
        items?: unknown;
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
        items: items ?? [],
      };
    });
  }

  async watch(
    request: Parameters<Source['watch']>[0],
  ): Promise<AsyncIterable<readonly WatchEvent[]>> {
    const { resourceVersion, timeoutSeconds, onAlive, signal } = request;
    return this.#doubting(async () => {
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
        },
        signal,
        onAlive,
      });
      if (response.status !== 200) {
        throw await faultOfResponse(`watch ${path}`, response);
      }
      return eventsOf(response.body);
    });
  }

  async #path(signal: AbortSignal): Promise<string> {
    const { group, plural } = this.#resource;
    return group === undefined
      ? `/api/v1/${plural}`
      : `/apis/${group}/${await this.#discovery.versionOf(
          plural,
          signal,
        )}/${plural}`;
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
}

async function* eventsOf(
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly WatchEvent[]> {
  for await (const lines of linesOf(body)) {
    const events: WatchEvent[] = [];
    for (const line of lines) {
      let event: WatchEvent;
      try {
        event = readEvent(line);
      } catch (error) {
        // What stood before the bad line is good and must not be fetched again.
        if (events.length) {
          yield events;
        }
        throw error;
      }
      events.push(event);
    }
    yield events;
  }
}

function readEvent(line: string): WatchEvent {
  const event = parseJson(line, 'a watch event that is no JSON');
  if (typeof event !== 'object' || event === null || !('type' in event)) {
    throw malformed('a watch event without a type');
  }
  return event as WatchEvent;
}
