import { Clock, systemClock } from './clock';
import { DEMO_TOKENS, demoIdentities, Identity } from './apiServer/access';
import { ClusterApi } from './apiServer/clusterApi';
import { startGarbageCollector } from './apiServer/garbageCollector';
import { startHttpServer } from './apiServer/httpServer';
import { startNamespaceController } from './apiServer/namespaceController';
import { ObjectStore } from './apiServer/objectStore';
import { Operator } from './operator/operator';
import { startMovement } from './world/movement';
import { loadPlatform } from './world/platform';

/** How the demo cluster is to be. */
export interface DemoClusterOptions {
  /** Default 0: a free one. */
  port?: number;
  /** `platform` (default): the example platform; `empty`: only the namespaces that every cluster has. */
  world?: 'platform' | 'empty';
  /** Default: the machine's time. */
  clock?: Clock;
  /** The refresh interval of the platform's distributions, in milliseconds; short, so that something moves. Default 30 s. */
  refreshIntervalMs?: number;
  /** How long the operator takes to notice a change, in milliseconds. Default 0. */
  reactionMs?: number;
  /** How often a watch gets a bookmark, in milliseconds. Default 10 s; a real server takes about a minute. */
  bookmarkIntervalMs?: number;
}

/** A running demo cluster. */
export interface DemoCluster {
  readonly url: string;
  /** The bearer tokens: `reader` may read what Backstage observes, `writer` may label namespaces, `admin` everything. */
  readonly tokens: typeof DEMO_TOKENS;
  /** The identity behind each token; tests may add, change and remove. */
  readonly identities: Map<string, Identity>;
  /** The objects, without HTTP and without rights. */
  readonly api: ClusterApi;
  /** The emulated operator, and the faults that can be put into it. */
  readonly operator: Operator;
  /** Cuts every connection; clients may connect again at once. */
  dropConnections(): void;
  /** Forgets every earlier version: watches and later pages from there get a 410. */
  compact(): void;
  /** Stops everything: no timer and no connection is left. */
  stop(): Promise<void>;
}

/**
 * Starts an in-memory Kubernetes API server with an emulated External Secrets
 * Operator. `index.ts` lists the features that it does not emulate.
 */
export async function startDemoCluster(
  options: DemoClusterOptions = {},
): Promise<DemoCluster> {
  const clock = options.clock ?? systemClock;
  // All state ends with the process, so versions begin beyond those of an
  // earlier one: a client that still has such a version gets a 410 and lists
  // again, instead of going on from the middle of another history.
  const store = new ObjectStore({ firstVersion: Math.max(1, clock.now()) });
  const api = new ClusterApi({ store, clock });
  const operator = new Operator({
    api,
    clock,
    reactionMs: options.reactionMs ?? 0,
  });
  const identities = demoIdentities();

  for (const name of ['default', 'kube-system', 'central-secret-store']) {
    api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }
  let stopMovement = () => {};
  if ((options.world ?? 'platform') === 'platform') {
    loadPlatform({
      api,
      operator,
      clock,
      refreshIntervalMs: options.refreshIntervalMs ?? 30_000,
    });
    stopMovement = startMovement(api, clock);
  }
  const stopNamespaces = startNamespaceController(api, clock);
  const stopGarbageCollector = startGarbageCollector(api);
  const stopControllers = () => {
    stopMovement();
    operator.stop();
    stopGarbageCollector();
    stopNamespaces();
  };
  operator.start();
  try {
    const server = await startHttpServer({
      api,
      clock,
      identities,
      bookmarkIntervalMs: options.bookmarkIntervalMs ?? 10_000,
      port: options.port ?? 0,
    });
    return {
      url: server.url,
      tokens: DEMO_TOKENS,
      identities,
      api,
      operator,
      dropConnections: () => server.dropConnections(),
      compact: () => store.compact(),
      stop: async () => {
        stopControllers();
        await server.stop();
      },
    };
  } catch (error) {
    // The port is taken: nothing may go on running behind the error.
    stopControllers();
    throw error;
  }
}
