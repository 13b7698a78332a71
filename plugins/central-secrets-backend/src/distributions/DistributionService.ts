import { NotFoundError } from '@backstage/errors';
import {
  Delivery,
  DeliveryState,
  DistributionResponse,
  DistributionSort,
  DistributionsResponse,
  StoresResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  DefinitionFault,
  DeliveryLimits,
  deriveDelivery,
  DistributionRecord,
  SharedFault,
  StoreRecord,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { toClusterView, toSkippedClusters } from '../wire';
import { createGatherer, isFound, toDelivery } from '../deliveries';
import { printable } from '../echo';
import { ClusterInventory, Inventory } from '../inventory';
import { Clock } from '../kubernetes';
import { Page, pieceOf } from '../paging';
import { ClusterFindings } from './ClusterFindings';
import { ClusterStates } from './ClusterStates';
import { SettleLoop } from './SettleLoop';
import { findSharedFault } from './sharedFaults';
import { standingOf, summarize } from './standing';
import { TemplateJudge } from './TemplateJudge';
import { isCounted, toDistribution, WatchedCluster } from './toDistribution';
import { toNotices } from './toNotices';
import { toStoreHealth } from './toStoreHealth';

/** The filters, order and page of a list of distributions. */
export type ListQuery = Page & {
  /** Only those of one cluster. */
  readonly cluster?: string;
  /** Only those with this text in their name, their description or the name of their Secret; in any case. */
  readonly search?: string;
  /** Only those that read this ClusterSecretStore. */
  readonly store?: string;
  /** Default: `name`. */
  readonly sort?: DistributionSort;
};

/** How long a list is put together before others have their turn. Milliseconds. */
const SLICE_MS = 8;

/**
 * Answers about distributions, for the platform team: from the inventory alone,
 * no cluster is asked.
 */
export class DistributionService {
  readonly #clusters: ReadonlyMap<string, WatchedCluster>;
  readonly #inventory: Inventory;
  readonly #limits: DeliveryLimits;
  readonly #clock: Clock;
  readonly #loop: SettleLoop;

  constructor(options: {
    inventory: Inventory;
    judge: TemplateJudge;
    limits: DeliveryLimits;
    /** Patterns of the labels that requests may set. */
    requestLabels: readonly string[];
    /** Namespaces that no distribution may select. */
    protectedNamespaces: readonly string[];
    clock: Clock;
    /** Called with each error that occurs while no request waits for it. */
    onError: (error: Error) => void;
  }) {
    const { inventory, limits } = options;
    this.#inventory = inventory;
    const { now: clock } = options.clock;
    this.#limits = limits;
    this.#clock = options.clock;
    this.#clusters = new Map(
      inventory.clusters().map(cluster => [
        cluster.name,
        {
          cluster,
          states: new ClusterStates({ cluster, limits, clock }),
          findings: new ClusterFindings({
            ...options,
            cluster,
            clock,
            onVerdict: () => this.#loop.wake(),
          }),
        },
      ]),
    );
    this.#loop = new SettleLoop({
      parts: new Map(
        [...this.#clusters.values()].map(({ cluster, states, findings }) => [
          cluster,
          [states, findings],
        ]),
      ),
      clock: options.clock,
      onError: options.onError,
    });
  }

  /** From now on counts are kept up to date, with or without requests. */
  start(): void {
    this.#loop.start();
  }

  /** Calls back, often, when a list may be another than before; answers how to end that. */
  onChange(listener: () => void): () => void {
    return this.#loop.onChange(listener);
  }

  /** Ends everything that is under way. */
  stop(): void {
    this.#loop.stop();
  }

  /** The body of `GET /distributions`. @throws NotFoundError for a cluster that is not configured */
  async list(query: ListQuery): Promise<DistributionsResponse> {
    const watched =
      query.cluster === undefined
        ? [...this.#clusters.values()]
        : [this.#watched(query.cluster)];
    await this.#loop.settled();
    const all = watched.flatMap(each =>
      each.cluster
        .distributions()
        .filter(
          record => isFound(record, query.search) && reads(record, query.store),
        )
        .map(record => ({ each, record })),
    );
    const standings = await this.#inSlices(all, ({ each, record }) => ({
      each,
      record,
      ...standingOf(each, record, query.sort === 'attention'),
    }));
    const { piece, nextCursor } = pieceOf(
      standings,
      ({ each, record, attention }) => {
        const name = `${each.cluster.name}/${record.name}`;
        return query.sort === 'attention' ? `${attention}/${name}` : name;
      },
      query,
    );
    return {
      answeredAt: new Date(this.#clock.now()).toISOString(),
      distributions: await this.#inSlices(piece, ({ each, record }) =>
        toDistribution(each, record, each.findings.of(record.name)),
      ),
      total: all.length,
      summary: summarize(standings),
      nextCursor,
      clusters: watched.map(({ cluster }) => toClusterView(cluster)),
      otherClusters: [...this.#clusters.values()]
        .filter(each => !watched.includes(each))
        .map(({ cluster: { name, title } }) => ({
          name,
          title: title ?? null,
        })),
      ...toSkippedClusters(this.#inventory, query.cluster),
      notices: watched.flatMap(each => toNotices(each, this.#moment)),
    };
  }

  /** The body of `GET /stores`. @throws NotFoundError for a cluster that is not configured */
  async stores(
    query: Page & { readonly cluster?: string },
  ): Promise<StoresResponse> {
    const watched =
      query.cluster === undefined
        ? [...this.#clusters.values()]
        : [this.#watched(query.cluster)];
    await this.#loop.settled();
    const all = watched.flatMap(each =>
      each.cluster.clusterStores().map(record => ({ each, record })),
    );
    const isReady = ({ record }: { record: StoreRecord }) =>
      record.ready?.status === 'True';
    const { piece, nextCursor } = pieceOf(
      all,
      entry =>
        [
          isReady(entry) ? 'ready' : 'down',
          entry.each.cluster.name,
          entry.record.name,
        ].join('/'),
      query,
    );
    return {
      answeredAt: new Date(this.#clock.now()).toISOString(),
      stores: piece.map(({ each, record }) =>
        toStoreHealth(each, record, this.#moment),
      ),
      total: all.length,
      unavailable: all.filter(entry => !isReady(entry)).length,
      nextCursor,
      clusters: watched.map(({ cluster }) => toClusterView(cluster)),
      ...toSkippedClusters(this.#inventory, query.cluster),
    };
  }

  /** The fault that the deliveries of a ClusterSecretStore share; undefined: none is known. */
  sharedFaultOf(clusterName: string, store: string): SharedFault | undefined {
    const watched = this.#clusters.get(clusterName);
    const record = watched?.cluster.store('ClusterSecretStore', store, '');
    return watched && record && isCounted(watched)
      ? findSharedFault(watched, record)
      : undefined;
  }

  /**
   * The body of `GET /distributions/:cluster/:name`.
   *
   * @throws NotFoundError for a cluster that is not configured, and a
   * distribution that is not known
   */
  async get(
    clusterName: string,
    name: string,
    page: Page & { readonly state?: DeliveryState },
  ): Promise<DistributionResponse> {
    const watched = this.#watched(clusterName);
    const { cluster, states, findings } = watched;
    // Namespaces that are not looked at yet would be missing.
    await this.#loop.settledOnce();
    const record = cluster.distribution(name);
    if (!record) {
      throw new NotFoundError(
        `No distribution ${printable(
          name,
        )} is known of cluster ${clusterName}; GET /distributions?cluster=${clusterName} lists those that are`,
      );
    }
    const wanted: string[] = [];
    for (const [namespace, state] of states.statesOf(name)) {
      if (!page.state || state === page.state) {
        wanted.push(namespace);
      }
    }
    const { piece, nextCursor } = pieceOf(wanted, each => each, page);
    const found = findings.of(name);
    return {
      answeredAt: new Date(this.#clock.now()).toISOString(),
      distribution: toDistribution(watched, record, found),
      findings: [...found.findings],
      deliveries: piece.flatMap(namespace =>
        this.#delivery(cluster, record, namespace),
      ),
      nextCursor,
      clusters: [toClusterView(cluster)],
    };
  }

  /**
   * The errors that the rules find in a distribution as it is on its cluster.
   * The first time, they have no verdict about its templates: those are judged
   * then, and `onChange` tells.
   */
  faultsOf(clusterName: string, name: string): DefinitionFault[] {
    const { findings = [] } =
      this.#clusters.get(clusterName)?.findings.of(name) ?? {};
    return findings.filter(({ severity }) => severity === 'error');
  }

  /** Lets everything else have its turn in between. */
  async #inSlices<From, To>(
    entries: readonly From[],
    work: (entry: From) => To,
  ): Promise<To[]> {
    const done: To[] = [];
    let sliceStarted = this.#clock.now();
    for (const entry of entries) {
      done.push(work(entry));
      if (this.#clock.now() - sliceStarted > SLICE_MS) {
        await this.#clock.turn();
        sliceStarted = this.#clock.now();
      }
    }
    return done;
  }

  get #moment() {
    return { now: this.#clock.now(), limits: this.#limits };
  }

  #watched(name: string): WatchedCluster {
    const watched = this.#clusters.get(name);
    if (!watched) {
      throw new NotFoundError(
        `There is no cluster ${printable(name)}; the configured ones are ${[
          ...this.#clusters.keys(),
        ].join(', ')}`,
      );
    }
    return watched;
  }

  /**
   * The current delivery, whose state may differ from the counted one; none
   * where the namespace is gone.
   */
  #delivery(
    cluster: ClusterInventory,
    distribution: DistributionRecord,
    namespaceName: string,
  ): Delivery[] {
    const namespace = cluster.namespace(namespaceName);
    if (!namespace) {
      return [];
    }
    const gathered = createGatherer(cluster, namespace, {
      now: this.#clock.now(),
      limits: this.#limits,
      faultsOf: faulty => this.faultsOf(cluster.name, faulty),
      sharedFaultOf: store => this.sharedFaultOf(cluster.name, store),
    }).fromDistribution(distribution);
    return [toDelivery(gathered, deriveDelivery(gathered.input), undefined)];
  }
}

/** Whether a distribution reads a ClusterSecretStore; every one where none is asked for. */
function reads(
  { spec }: DistributionRecord,
  store: string | undefined,
): boolean {
  return (
    store === undefined ||
    spec.stores.some(
      ({ kind, name }) => kind === 'ClusterSecretStore' && name === store,
    )
  );
}
