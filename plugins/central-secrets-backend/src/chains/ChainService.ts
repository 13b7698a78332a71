import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import {
  EntityChain,
  EntityChainsResponse,
  InternalDistribution,
  InternalDistributionsResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { DeliveryLimits } from '@central-secrets/backstage-plugin-central-secrets-node';
import { bindEntity, BindingOptions, isReadable } from '../bindings';
import { printable } from '../echo';
import { ClusterInventory, Inventory } from '../inventory';
import { Page } from '../paging';
import { toSkippedClusters } from '../wire';
import { toChainCluster } from './chainCluster';
import { IndexedChain } from './ChainIndex';
import { MOST_READS, toChains } from './chainView';
import { ChainWatch, SliceClock } from './ChainWatch';
import { toEntityChain } from './entityView';
import { HopJudge } from './HopJudge';

/** In the answer about one entity; a team decides how many there are. */
const MOST_OF_ENTITY = 100;

/** The filters and page of a list of chains. */
export type ChainQuery = Page & {
  /** Only those of one cluster. */
  readonly cluster?: string;
  /** Only those with this text in the name of their store or in their path; in any case. */
  readonly search?: string;
};

/** One cluster and the chains in it. */
interface Watched {
  readonly cluster: ClusterInventory;
  readonly watch: ChainWatch;
}

/** Answers about internal distribution: from the inventory alone, no cluster is asked. */
export class ChainService {
  readonly #inventory: Inventory;
  readonly #bindings: BindingOptions;
  readonly #limits: DeliveryLimits;
  readonly #clock: SliceClock;
  readonly #clusters: readonly Watched[];
  readonly #listeners = new Set<() => void>();

  constructor(options: {
    inventory: Inventory;
    bindings: BindingOptions;
    limits: DeliveryLimits;
    clock: SliceClock;
  }) {
    const { inventory, bindings, limits, clock } = options;
    this.#inventory = inventory;
    this.#bindings = bindings;
    this.#limits = limits;
    this.#clock = clock;
    const onPushChange = () => this.#listeners.forEach(listener => listener());
    this.#clusters = inventory.clusters().map(cluster => ({
      cluster,
      watch: new ChainWatch({ cluster, clock, onPushChange }),
    }));
  }

  /** Calls back when something that is pushed changes; answers how to end that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends everything that is under way. */
  stop(): void {
    this.#clusters.forEach(({ watch }) => watch.stop());
  }

  /** The body of `GET /internal-distributions`. @throws NotFoundError for a cluster that is not configured */
  async list(query: ChainQuery): Promise<InternalDistributionsResponse> {
    const watched = this.#watched(query.cluster);
    const known = await Promise.all(
      watched.map(async ({ cluster, watch }) => ({
        cluster,
        index: await watch.current(),
      })),
    );
    const now = this.#clock.now();
    const wanted = query.search?.toLowerCase();
    const isWanted = ({ text }: IndexedChain) =>
      wanted === undefined || text.includes(wanted);

    const page: Placed[] = [];
    let hasMore = false;
    for (const placed of inOrder(known, query.cursor)) {
      if (!isWanted(placed.chain)) {
        continue;
      }
      if (page.length === query.limit) {
        hasMore = true;
        break;
      }
      page.push(placed);
    }
    const views = new Map<IndexedChain, InternalDistribution>();
    for (const { cluster, index } of known) {
      const chains = page
        .filter(placed => placed.cluster === cluster)
        .map(({ chain }) => chain);
      const judge = new HopJudge(cluster, index, {
        now,
        limits: this.#limits,
      });
      toChains(chains, index, judge).forEach((view, at) =>
        views.set(chains[at], view),
      );
    }
    const counts = known.map(({ index }) =>
      wanted === undefined
        ? { total: index.size, needAttention: index.needAttention }
        : index.count(isWanted),
    );
    return {
      answeredAt: new Date(now).toISOString(),
      internalDistributions: page.map(({ chain }) => views.get(chain)!),
      total: counts.reduce((sum, { total }) => sum + total, 0),
      needAttention: counts.reduce(
        (sum, { needAttention }) => sum + needAttention,
        0,
      ),
      nextCursor: hasMore ? page[page.length - 1].cursor : null,
      clusters: watched.map(({ cluster }) => toChainCluster(cluster)),
      ...toSkippedClusters(this.#inventory, query.cluster),
    };
  }

  /**
   * The body of `GET …/internal-distributions` of an entity. The caller has
   * checked that the user may see its deliveries.
   */
  async ofEntity(entity: Entity): Promise<EntityChainsResponse> {
    const now = this.#clock.now();
    const { bindings, claim, clusters } = bindEntity(
      entity,
      this.#inventory,
      this.#bindings,
      { now, observationMaxAgeMs: this.#limits.observationMaxAgeMs },
    );
    const namespacesOf = (cluster: ClusterInventory) =>
      bindings
        .filter(
          binding =>
            binding.cluster === cluster &&
            binding.record !== undefined &&
            isReadable(binding, this.#bindings),
        )
        .map(({ namespace }) => namespace);
    const found: EntityChain[] = [];
    let leftOut = 0;
    for (const { cluster, watch } of this.#clusters) {
      const namespaces = clusters.includes(cluster)
        ? namespacesOf(cluster)
        : [];
      if (namespaces.length > 0) {
        const part = await this.#ofNamespaces(cluster, watch, namespaces);
        found.push(...part.chains);
        leftOut += part.leftOut;
      }
    }
    const isBound =
      claim.namespaces.length > 0 || claim.kubernetesId !== undefined;
    return {
      entityRef: stringifyEntityRef(entity),
      answeredAt: new Date(now).toISOString(),
      internalDistributions: found.sort(byAttention),
      leftOut,
      clusters: clusters.map(cluster =>
        toChainCluster(cluster, namespacesOf(cluster)),
      ),
      ...(isBound ? toSkippedClusters(this.#inventory, claim.cluster) : {}),
    };
  }

  async #ofNamespaces(
    cluster: ClusterInventory,
    watch: ChainWatch,
    names: readonly string[],
  ): Promise<{ chains: EntityChain[]; leftOut: number }> {
    const index = await watch.current();
    const namespaces = new Set(names);
    const all = [
      ...new Set(names.flatMap(name => [...index.chainsIn(name)])),
    ].sort((one, other) => (one.key < other.key ? -1 : 1));
    // All count, so that the count does not tell whether others write a path.
    // A source of the hub is passed over before its many readers are looked at.
    const counted = all.slice(0, MOST_OF_ENTITY);
    const kept = counted.filter(chain => index.isListed(chain));
    const judge = new HopJudge(cluster, index, {
      now: this.#clock.now(),
      limits: this.#limits,
    });
    judge.prepare(kept.flatMap(chain => index.readersOf(chain, MOST_READS)));
    return {
      chains: kept.flatMap(
        chain => toEntityChain(chain, namespaces, index, judge) ?? [],
      ),
      leftOut: all.length - counted.length,
    };
  }

  #watched(name: string | undefined): readonly Watched[] {
    const watched =
      name === undefined
        ? this.#clusters
        : this.#clusters.filter(({ cluster }) => cluster.name === name);
    if (name !== undefined && watched.length === 0) {
      throw new NotFoundError(
        `There is no cluster ${printable(
          name,
        )}; the configured ones are ${this.#clusters
          .map(({ cluster }) => cluster.name)
          .join(', ')}`,
      );
    }
    return watched;
  }
}

interface Indexed {
  readonly cluster: ClusterInventory;
  readonly index: Awaited<ReturnType<ChainWatch['current']>>;
}

/** A chain, and the cursor of those behind it. */
interface Placed {
  readonly cluster: ClusterInventory;
  readonly chain: IndexedChain;
  readonly cursor: string;
}

/**
 * The chains of all clusters behind a cursor: those that need attention first,
 * then cluster by cluster. A cursor is the group, the cluster and the place.
 */
function* inOrder(
  known: readonly Indexed[],
  cursor: string | undefined,
): Iterable<Placed> {
  const byName = [...known].sort((one, other) =>
    one.cluster.name < other.cluster.name ? -1 : 1,
  );
  for (const group of ['0', '1']) {
    for (const { cluster, index } of byName) {
      const start = `${group} ${cluster.name} `;
      if (cursor !== undefined && cursor > start && !cursor.startsWith(start)) {
        continue;
      }
      const from = cursor?.startsWith(start)
        ? `${group} ${cursor.slice(start.length)}`
        : `${group} `;
      for (const { place, chain } of index.after(from)) {
        if (!place.startsWith(`${group} `)) {
          break;
        }
        yield { cluster, chain, cursor: `${start}${place.slice(2)}` };
      }
    }
  }
}

/** Those that are not synced first; then by store and path. */
function byAttention(one: EntityChain, other: EntityChain): number {
  const rank = ({ state, id }: EntityChain) =>
    `${state === 'synced' ? '1' : '0'}${id}`;
  return rank(one) < rank(other) ? -1 : 1;
}
