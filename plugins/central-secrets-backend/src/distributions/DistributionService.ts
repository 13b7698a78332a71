import { NotFoundError } from '@backstage/errors';
import {
  Delivery,
  DeliveryLimits,
  DeliveryState,
  deriveDelivery,
  Distribution,
  DistributionRecord,
  DistributionResponse,
  DistributionsResponse,
  requestLabels,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { toClusterView } from '../deliveries/clusterView';
import { ownWords, toDelivery } from '../deliveries/deliveryView';
import { gatherDeliveries, targetOf } from '../deliveries/gather';
import { instant } from '../deliveries/wire';
import { ClusterInventory, Inventory } from '../inventory/types';
import { ClusterCounts, Counts } from './ClusterCounts';
import { ClusterFindings, FindingsOfDistribution } from './ClusterFindings';
import { TemplateJudge } from './TemplateJudge';

/** Which piece of a list is asked for. */
export interface Page {
  /** The last entry of the piece before. */
  readonly cursor?: string;
  readonly limit: number;
}

/** What is kept about one cluster between requests. */
interface Watched {
  readonly cluster: ClusterInventory;
  readonly counts: ClusterCounts;
  readonly findings: ClusterFindings;
}

/** Entries in order after the cursor, and the cursor of the next piece. */
function pieceOf<T>(
  entries: readonly T[],
  keyOf: (entry: T) => string,
  { cursor, limit }: Page,
): { piece: T[]; nextCursor: string | null } {
  const sorted = entries
    .filter(entry => cursor === undefined || keyOf(entry) > cursor)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const piece = sorted.slice(0, limit);
  return {
    piece,
    nextCursor: sorted.length > limit ? keyOf(piece[piece.length - 1]) : null,
  };
}

/**
 * Answers about distributions, for those who keep the platform: from the
 * inventory alone, no cluster is asked.
 */
export class DistributionService {
  readonly #clusters: ReadonlyMap<string, Watched>;
  readonly #limits: DeliveryLimits;
  readonly #clock: () => number;

  constructor(options: {
    inventory: Inventory;
    judge: TemplateJudge;
    limits: DeliveryLimits;
    /** Patterns of the labels that requests may set. */
    requestLabels: readonly string[];
    clock: () => number;
  }) {
    const { inventory, limits, clock } = options;
    this.#limits = limits;
    this.#clock = clock;
    this.#clusters = new Map(
      inventory.clusters().map(cluster => [
        cluster.name,
        {
          cluster,
          counts: new ClusterCounts({ cluster, limits, clock }),
          findings: new ClusterFindings({ ...options, cluster }),
        },
      ]),
    );
  }

  /** The body of `GET /distributions`. @throws NotFoundError for a cluster that is not configured */
  async list(
    page: Page & { readonly cluster?: string },
  ): Promise<DistributionsResponse> {
    const watched =
      page.cluster === undefined
        ? [...this.#clusters.values()]
        : [this.#watched(page.cluster)];
    const all = watched.flatMap(each =>
      each.cluster.distributions().map(record => ({
        each,
        record,
        key: `${each.cluster.name}/${record.name}`,
      })),
    );
    const { piece, nextCursor } = pieceOf(all, ({ key }) => key, page);
    return {
      answeredAt: new Date(this.#clock()).toISOString(),
      distributions: await Promise.all(
        piece.map(async ({ each, record }) =>
          toDistribution(
            each,
            record,
            await this.#countsOf(each),
            this.#findingsOf(each, record),
          ),
        ),
      ),
      nextCursor,
      clusters: watched.map(({ cluster }) => toClusterView(cluster)),
    };
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
    const { cluster } = watched;
    const record = cluster.distribution(name);
    if (!record) {
      throw new NotFoundError(
        `No distribution ${name} is known of cluster ${clusterName}; GET /distributions?cluster=${clusterName} lists those that are`,
      );
    }
    const counts = await this.#countsOf(watched);
    const states = [...(counts?.byDistribution.get(name) ?? [])];
    const { piece, nextCursor } = pieceOf(
      states.filter(([, state]) => !page.state || state === page.state),
      ([namespace]) => namespace,
      page,
    );
    const found = this.#findingsOf(watched, record);
    return {
      answeredAt: new Date(this.#clock()).toISOString(),
      distribution: toDistribution(watched, record, counts, found),
      findings: [...found.findings],
      deliveries: piece.flatMap(([namespace]) =>
        this.#delivery(cluster, name, namespace),
      ),
      nextCursor,
      clusters: [toClusterView(cluster)],
    };
  }

  #watched(name: string): Watched {
    const watched = this.#clusters.get(name);
    if (!watched) {
      throw new NotFoundError(
        `There is no cluster ${name}; the configured ones are ${[
          ...this.#clusters.keys(),
        ].join(', ')}`,
      );
    }
    return watched;
  }

  /** undefined: nobody knows which namespaces there are. */
  async #countsOf({ cluster, counts }: Watched): Promise<Counts | undefined> {
    return cluster.observations().namespaces.observedAt === undefined
      ? undefined
      : counts.current();
  }

  #findingsOf(
    { findings }: Watched,
    { name }: DistributionRecord,
  ): FindingsOfDistribution {
    return findings.of(name, {
      now: this.#clock(),
      maxAgeMs: this.#limits.observationMaxAgeMs,
    });
  }

  /** As it is now, which may be another state than when it was counted; none where the namespace is gone. */
  #delivery(
    cluster: ClusterInventory,
    distributionName: string,
    namespaceName: string,
  ): Delivery[] {
    const namespace = cluster.namespace(namespaceName);
    if (!namespace) return [];
    const gathered = gatherDeliveries(cluster, namespace, {
      now: this.#clock(),
      limits: this.#limits,
    }).find(each => each.distributionName === distributionName);
    return gathered
      ? [toDelivery(gathered, deriveDelivery(gathered.input), undefined)]
      : [];
  }
}

/** In the contract's form. An allow-list, as every form of the contract. */
function toDistribution(
  { cluster }: Watched,
  record: DistributionRecord,
  counts: Counts | undefined,
  { findings, complete }: FindingsOfDistribution,
): Distribution {
  const { spec } = record;
  const states: Distribution['states'] = {};
  for (const state of counts?.byDistribution.get(record.name)?.values() ?? []) {
    states[state] = (states[state] ?? 0) + 1;
  }
  const count = (severity: string) =>
    findings.filter(finding => finding.severity === severity).length;
  return {
    cluster: cluster.name,
    name: record.name,
    ...ownWords(record),
    secret: {
      name: targetOf(record.externalSecretName, spec),
      type: spec.targetType,
      keys: spec.keys ? [...spec.keys] : null,
    },
    requestLabels: requestLabels(record),
    store: { name: spec.store.name, kind: spec.store.kind },
    refreshIntervalMs: spec.refreshIntervalMs,
    states: counts ? states : null,
    countedAt: instant(counts?.countedAt),
    findings: {
      errors: count('error'),
      warnings: count('warning'),
      notes: count('note'),
      complete,
    },
  };
}
