import {
  HubIndexHead,
  HubIndexPage,
  HubSourceRecord,
  parseHubIndexPart,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { DemoCluster, startDemoCluster } from '@central-secrets/demo-cluster';
import { eventually } from '@central-secrets/dev-tools';
import {
  ClusterConnection,
  HttpConnection,
  readEndpoint,
  TokenAuthentication,
} from '@central-secrets/kubernetes-client';
import { HubIndexer } from '../HubIndexer';
import { IndexerTiming } from '../IndexerTiming';

export const HUB = 'central-secret-store';
export const INDEX = 'central-secrets-index';

/** Short, so that the tests are short. */
const TIMING: IndexerTiming = {
  gatherMs: 5,
  headMs: 50,
  behindMs: 100,
  retryMs: 5,
  longestRetryMs: 50,
  longestRepairMs: 20,
};

/** A demo cluster with a hub, and the indexers that run on it. */
export class IndexedHub {
  readonly lines: string[] = [];
  readonly #running = new Map<AbortController, Promise<void>>();
  readonly #connections: ClusterConnection[] = [];

  private constructor(readonly cluster: DemoCluster) {}

  static async start(): Promise<IndexedHub> {
    const cluster = await startDemoCluster({
      world: 'empty',
      bookmarkIntervalMs: 20,
    });
    cluster.api.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: INDEX },
    });
    return new IndexedHub(cluster);
  }

  /** Creates or changes a Secret. */
  put(
    name: string,
    data: Record<string, string>,
    more: {
      metadata?: Record<string, unknown>;
      type?: string;
      manager?: string;
    } = {},
  ): void {
    const { api } = this.cluster;
    const reference = { kind: 'Secret', name, namespace: HUB };
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace: HUB, ...more.metadata },
      type: more.type ?? 'Opaque',
      data: Object.fromEntries(
        Object.entries(data).map(([key, value]) => [
          key,
          Buffer.from(value).toString('base64'),
        ]),
      ),
    };
    const options = { fieldManager: more.manager ?? 'owner' };
    if (api.find(reference)) {
      api.replace(secret, options);
    } else {
      api.create(secret, options);
    }
  }

  remove(name: string): void {
    this.cluster.api.delete({ kind: 'Secret', name, namespace: HUB });
  }

  /** The raw ConfigMaps of the index. */
  get configMaps() {
    return this.cluster.api
      .list('ConfigMap', INDEX)
      .filter(({ metadata }) => metadata.name.startsWith(INDEX));
  }

  get pages(): HubIndexPage[] {
    return this.configMaps.flatMap(object => {
      const part = parseHubIndexPart(object);
      return part?.part === 'page' ? [part.page] : [];
    });
  }

  get head(): HubIndexHead | undefined {
    for (const object of this.configMaps) {
      const part = parseHubIndexPart(object);
      if (part?.part === 'head') {
        return part.head;
      }
    }
    return undefined;
  }

  /** Every source that the index has; a source in two pages is an error. */
  get sources(): Map<string, HubSourceRecord> {
    const all = this.pages.flatMap(({ sources }) => sources);
    const sources = new Map(all.map(source => [source.name, source]));
    if (sources.size !== all.length) {
      throw new Error('a source is in two pages');
    }
    return sources;
  }

  indexer(
    change: {
      timing?: Partial<IndexerTiming>;
      hubNamespace?: string;
      wrap?: (connection: ClusterConnection) => ClusterConnection;
    } = {},
  ): HubIndexer {
    const { url, tokens } = this.cluster;
    const connection = new HttpConnection({
      endpoint: readEndpoint('test', { url }),
      authentication: new TokenAuthentication(tokens.admin),
    });
    this.#connections.push(connection);
    return new HubIndexer({
      connection: change.wrap ? change.wrap(connection) : connection,
      hubNamespace: change.hubNamespace ?? HUB,
      indexNamespace: INDEX,
      log: line => this.lines.push(line),
      timing: { ...TIMING, ...change.timing },
    });
  }

  /** Runs an indexer; returns a function that stops it. */
  run(indexer = this.indexer()): () => Promise<void> {
    const stop = new AbortController();
    const running = indexer.run(stop.signal);
    this.#running.set(stop, running);
    return async () => {
      this.#running.delete(stop);
      stop.abort();
      await running;
    };
  }

  /** Waits until the index has exactly the Secrets of the hub, each in its newest version. */
  async untilRight(): Promise<void> {
    await eventually(
      () => {
        const secrets = this.cluster.api.list('Secret', HUB);
        const { sources } = this;
        return (
          sources.size === secrets.length &&
          secrets.every(
            ({ metadata: { name, resourceVersion } }) =>
              sources.get(name)?.version === resourceVersion,
          )
        );
      },
      () => `the index is right (${this.lines.join('; ')})`,
    );
  }

  async stop(): Promise<void> {
    for (const [stop, running] of this.#running) {
      stop.abort();
      await running;
    }
    await Promise.all(this.#connections.map(each => each.close()));
    await this.cluster.stop();
  }
}
