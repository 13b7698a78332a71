import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  AvailableDistribution,
  AvailableForm,
  AvailableResponse,
  DeliveriesResponse,
  PullRequestView,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { BindingCandidates } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Page, pieceOf } from '../paging';
import { offerRankOf, withinLimits } from './answerLimits';
import { RequestRights, toAvailable } from './available';
import { isReadable, toBinding } from '../bindings';
import { toClusterView, toMessage, toSkippedClusters } from '../wire';
import { LastRequest, toDelivery } from './deliveryView';
import { findUnrequested, Unrequested } from './findUnrequested';
import { inSlices } from './inSlices';
import { isFound } from './isFound';
import { KnownPullRequest, shownPullRequests } from './shownPullRequests';
import { isVisibleIn } from './visibility';
import {
  Concerning,
  distributionToAskFor,
  judgeConcerning,
} from './judgeConcerning';
import {
  boundEntity,
  EntityToJudge,
  Judged,
  judgeEntity,
  JudgeOptions,
} from './judgeEntity';

/**
 * The user who last requested each distribution of a namespace, by the
 * distribution's name.
 */
export interface LastRequests {
  lastRequests(
    cluster: string,
    namespace: string,
  ): Promise<ReadonlyMap<string, LastRequest>>;
}

/** The newest pull request of each distribution of a namespace. */
export interface KnownPullRequests {
  newestOf(
    cluster: string,
    namespace: string,
  ): Promise<readonly KnownPullRequest[]>;
}

/** What answers about deliveries stand on, beside the inventory. */
export interface DeliveryServiceOptions extends JudgeOptions {
  readonly history: LastRequests;
  /** undefined: no pull requests are opened. */
  readonly pullRequests?: KnownPullRequests;
}

/** How the answer tells what could be asked for. */
export interface DeliveriesQuery {
  /** Default: `listed`. */
  readonly available?: AvailableForm;
}

/** Which of the distributions that could be asked for. */
export interface AvailableQuery extends Page {
  /** Only those with this text in their name, their description or the name of their Secret. */
  readonly search?: string;
}

/** Answers what an entity gets and could ask for, from the inventory alone: no cluster is asked. */
export class DeliveryService {
  readonly #options: DeliveryServiceOptions;

  constructor(options: DeliveryServiceOptions) {
    this.#options = options;
  }

  /**
   * The body of `GET …/deliveries`. The caller has checked that the user may
   * see it.
   */
  async deliveriesOf(
    entity: Entity,
    rights: RequestRights,
    query: DeliveriesQuery = {},
  ): Promise<DeliveriesResponse> {
    const { inventory, history, bindings: bindingOptions } = this.#options;
    const bound = boundEntity(entity, this.#options);
    const { bindings, claim, clusters, leftOut: namespacesLeftOut } = bound;
    // Before anything is judged: until the end, nothing else may change meanwhile.
    const requests = new Map(
      await Promise.all(
        bound.readable.map(
          async binding =>
            [
              binding,
              await history.lastRequests(
                binding.cluster.name,
                binding.record.name,
              ),
            ] as const,
        ),
      ),
    );
    const pullRequests = await this.#pullRequestsOf(bound, rights);
    const { judged, availableCount } =
      query.available === 'counted'
        ? await judgeConcerning(bound, rights, this.#options)
        : await this.#judgeAll(bound, rights);
    const { kept, leftOut } = withinLimits(judged, rights.owners);
    const deliveries = await inSlices(kept, each =>
      toDelivery(
        each.gathered,
        each.derived,
        requests.get(each.binding)?.get(each.gathered.distributionName ?? ''),
      ),
    );
    const available = await inSlices(kept, each => availableOf(each, rights));
    return {
      entityRef: stringifyEntityRef(entity),
      answeredAt: new Date(bound.now).toISOString(),
      bindings: bindings.map(found => toBinding(found, bindingOptions)),
      deliveries,
      available: available.filter(each => each !== undefined),
      availableCount,
      clusters: clusters.map(cluster =>
        toClusterView(
          cluster,
          bindings
            .filter(({ clusterName }) => clusterName === cluster.name)
            // Which of the others are observed would tell that they exist.
            .filter(binding => isReadable(binding, bindingOptions))
            .map(({ namespace }) => namespace),
        ),
      ),
      ...(pullRequests.length > 0 ? { pullRequests } : {}),
      ...(judged.length > kept.length || namespacesLeftOut > 0
        ? { leftOut: { namespaces: namespacesLeftOut, ...leftOut } }
        : {}),
      ...(isBound(claim) ? toSkippedClusters(inventory, claim.cluster) : {}),
      requests: {
        mode: rights.route.mode,
        allowed: rights.refusal === undefined,
        reason: rights.refusal ? toMessage(rights.refusal) : null,
      },
    };
  }

  /**
   * The body of `GET …/available`: distributions that the entity's namespaces
   * have nothing of and that its owners may see, offered ones first.
   */
  async availableOf(
    entity: Entity,
    rights: RequestRights,
    query: AvailableQuery,
  ): Promise<AvailableResponse> {
    const bound = boundEntity(entity, this.#options);
    const unrequested = await findUnrequested(bound, rights, this.#options);
    const found = unrequested.filter(({ distribution }) =>
      isFound(distribution, query.search),
    );
    const keyed = await inSlices(found, each => ({
      each,
      key: keyOf(each, rights.owners),
    }));
    const { piece, nextCursor } = pieceOf(keyed, ({ key }) => key, query);
    return {
      entityRef: stringifyEntityRef(entity),
      answeredAt: new Date(bound.now).toISOString(),
      available: piece.map(({ each }) =>
        toAvailable(
          each.gather(),
          each.distribution,
          each.binding,
          rights,
          each,
        ),
      ),
      total: found.length,
      nextCursor,
    };
  }

  async #pullRequestsOf(
    bound: EntityToJudge,
    rights: RequestRights,
  ): Promise<PullRequestView[]> {
    const { pullRequests, offers } = this.#options;
    if (!pullRequests) {
      return [];
    }
    const shown = await Promise.all(
      bound.readable.map(async ({ cluster, record }) =>
        shownPullRequests(
          await pullRequests.newestOf(cluster.name, record.name),
          {
            namespace: record,
            distributionOf: name => cluster.distribution(name),
            isVisible: isVisibleIn(cluster, record, rights.owners, offers),
            now: bound.now,
          },
        ),
      ),
    );
    return shown.flat();
  }

  async #judgeAll(
    bound: EntityToJudge,
    rights: RequestRights,
  ): Promise<Concerning> {
    const judged = await judgeEntity(bound, rights, this.#options);
    const availableCount = judged.filter(distributionToAskFor).length;
    return { judged, availableCount };
  }
}

/** Whether an entity says that it runs in any namespace: one that does not has nothing to do with any cluster. */
function isBound({ namespaces, kubernetesId }: BindingCandidates): boolean {
  return namespaces.length > 0 || kubernetesId !== undefined;
}

function availableOf(
  judged: Judged,
  rights: RequestRights,
): AvailableDistribution | undefined {
  const { binding, gathered, writers, isVisible } = judged;
  const distribution = distributionToAskFor(judged);
  return (
    distribution &&
    toAvailable(gathered, distribution, binding, rights, { writers, isVisible })
  );
}

/** Sorts offered distributions first, then by name, which is unique. */
function keyOf(
  { distribution, binding }: Unrequested,
  owners: readonly string[],
): string {
  return [
    offerRankOf(distribution, owners),
    distribution.name,
    binding.cluster.name,
    binding.record.name,
  ].join('/');
}
