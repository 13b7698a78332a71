import {
  BackstageCredentials,
  BackstageUserPrincipal,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import {
  DeliveryLimits,
  LabelChange,
  NO_TERMS,
  redactText,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  Message,
  Plan,
  RefusalCode,
  RequestBody,
  RequestResponse,
  message,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { BindingOptions, findBindings } from '../bindings';
import { isEmpty } from './plan';
import { isVisibleIn, OfferOptions } from '../deliveries';
import { PullRequestHistory, RequestHistory } from '../history';
import { Inventory } from '../inventory';
import { chooseBinding } from './chooseBinding';
import { confirmChange } from './confirmChange';
import {
  requireDistribution,
  requireFulfilled,
  requireKnown,
  requireOffered,
  requireUnprotected,
  requireWriter,
} from './guards';
import {
  NamespaceWriter,
  ChangeRefusedError,
  OutrunError,
  UnknownOutcomeError,
} from './NamespaceWriter';
import { ProposedRequests } from './gitops/ProposedRequests';
import { Proposals } from './gitops/Proposals';
import { planSettled } from './planSettled';
import { requireRights, RightsOptions } from './rights';
import { recordAnswered } from './recordAnswered';
import { findRoute, managerOf, namespaceFileOf, Route } from './route';
import {
  NamespacePlan,
  recordOf,
  RequestWay,
  SettledRequest,
} from './SettledRequest';

/**
 * How often a change is planned again when another client changes the namespace
 * in between.
 */
const ATTEMPTS = 3;

export interface RequestServiceOptions extends RightsOptions {
  readonly inventory: Inventory;
  /** By the cluster's name; a cluster without one cannot be changed. */
  readonly writers: ReadonlyMap<string, NamespaceWriter>;
  readonly history: RequestHistory;
  readonly pullRequests: PullRequestHistory;
  readonly proposals: Proposals;
  readonly bindings: BindingOptions;
  readonly offers: OfferOptions;
  readonly limits: DeliveryLimits;
  readonly clock: () => number;
  readonly newId: () => string;
  readonly logger: LoggerService;
}

/** A settled request that is carried out in its cluster. */
interface ClusterRequest extends SettledRequest {
  readonly writer: NamespaceWriter;
}

/**
 * The one place where a label may be changed. The button, the scaffolder action
 * and all other clients come through here, with the rights of the user who
 * asks.
 */
export class RequestService {
  readonly #options: RequestServiceOptions;
  readonly #proposed: ProposedRequests;

  constructor(options: RequestServiceOptions) {
    this.#options = options;
    this.#proposed = new ProposedRequests(options);
  }

  /**
   * Plans a request and, unless it is a dry run, carries it out.
   *
   * Idempotent: where the labels are already as they would become, nothing is
   * written and the answer is `applied: true` with an empty plan.
   *
   * @param entity - as the catalog shows it to this very user
   * @param way - how it came, where it did not come by a page
   * @throws InputError, NotAllowedError, NotFoundError, ConflictError,
   * NotImplementedError or ServiceUnavailableError, each saying what to do
   */
  async create(
    entity: Entity,
    body: RequestBody,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    way: RequestWay = {},
  ): Promise<RequestResponse> {
    const request = await this.#settle(entity, body, credentials, way);
    const route = this.#routeOf(request);
    if (route.kind === 'pull-request') {
      return body.dryRun
        ? this.#proposed.rehearse(request, route)
        : this.#proposed.carryOut(request, route);
    }
    if (route.kind === 'none') {
      return this.#withoutRoute(request, route.refusal, body);
    }
    const writer = requireWriter(this.#options.writers, request.cluster.name);
    return body.dryRun
      ? this.#rehearse({ ...request, writer })
      : this.#carryOut({ ...request, writer });
  }

  /**
   * Checks every condition that can be judged without the cluster, in the order
   * in which refusals are reported.
   */
  async #settle(
    entity: Entity,
    body: RequestBody,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    way: RequestWay,
  ): Promise<SettledRequest> {
    const { inventory, bindings, offers, limits, clock, requests } =
      this.#options;
    const { owners } = await requireRights(entity, credentials, this.#options, {
      dryRun: body.dryRun,
    });
    const now = clock();
    const { observationMaxAgeMs } = limits;
    const binding = chooseBinding(
      entity,
      findBindings(entity, inventory, bindings, { now, observationMaxAgeMs }),
      body,
    );
    const { cluster, namespace, record } = binding;
    requireUnprotected(namespace, requests.protectedNamespaces);
    requireKnown(cluster, namespace, now, observationMaxAgeMs);
    // An owner may remove the team's own label, whatever became of the offer.
    const isVisible = isVisibleIn(cluster, record, owners, offers);
    const terms =
      body.action === 'add'
        ? requireOffered(
            requireDistribution(cluster, body.distribution, offers, isVisible),
            owners,
            record,
            requests.environmentLabel,
          )
        : NO_TERMS;
    return {
      entity,
      userRef: credentials.principal.userEntityRef,
      owners,
      cluster,
      namespace,
      distribution: body.distribution,
      action: body.action,
      isReviewed: terms.review,
      reason: body.reason,
      way,
    };
  }

  #routeOf(request: SettledRequest): Route {
    const { entity, cluster, namespace, isReviewed } = request;
    return findRoute(this.#options.requests, {
      cluster: cluster.name,
      // A confirmed binding has its namespace.
      namespace: cluster.namespace(namespace)!,
      namespaceFile: namespaceFileOf(entity),
      isReviewed,
    });
  }

  /**
   * Answers a request that can be carried out neither in the cluster nor by a
   * pull request. A dry run still tells the change, for those who make it in
   * Git themselves.
   */
  async #withoutRoute(
    request: SettledRequest,
    refusal: Message<RefusalCode>,
    { dryRun }: RequestBody,
  ): Promise<RequestResponse> {
    const namespace = request.cluster.namespace(request.namespace)!;
    const { plan } = await planSettled(request, namespace, this.#options);
    if (!dryRun) {
      throw new NotAllowedError(renderMessage(refusal));
    }
    const refused = message('dry-run-refused', { because: refusal });
    return {
      plan: { ...plan, warnings: [...plan.warnings, refused] },
      applied: false,
      requestId: null,
      mode: 'gitops',
      pullRequestUrl: null,
    };
  }

  async #rehearse(request: ClusterRequest): Promise<RequestResponse> {
    const { mode } = this.#options.requests;
    const answer = (plan: Plan): RequestResponse => ({
      plan,
      applied: false,
      requestId: null,
      mode,
      pullRequestUrl: null,
    });
    return this.#withRetries(async () => {
      const { namespace, plan, change } = await this.#plan(request);
      if (isEmpty(change)) {
        return answer(plan);
      }
      try {
        await request.writer.change(namespace.name, change, {
          resourceVersion: namespace.resourceVersion,
          dryRun: true,
        });
        return answer(plan);
      } catch (error) {
        if (error instanceof ChangeRefusedError) {
          const refused = message('dry-run-refused', {
            because: error.refusal,
          });
          const warnings = [...plan.warnings, refused];
          return answer({ ...plan, warnings });
        }
        throw error;
      }
    });
  }

  async #carryOut(request: ClusterRequest): Promise<RequestResponse> {
    const { history, newId, clock, requests } = this.#options;
    const id = newId();
    const requestedAt = clock();
    let recorded = false;
    let labels: LabelChange = { add: {}, remove: [] };
    try {
      const plan = await this.#withRetries(async () => {
        const planned = await this.#plan(request);
        requireFulfilled({ ...request, plan: planned.plan });
        labels = planned.change;
        if (!recorded) {
          await history.begin({
            ...recordOf(request, labels),
            id,
            requestedAt,
            reason: request.reason,
          });
          recorded = true;
        }
        if (!isEmpty(labels)) {
          await this.#write(request, planned);
        }
        return planned.plan;
      });
      const outcome = isEmpty(labels) ? 'unchanged' : 'applied';
      await this.#recordEnd(id, { outcome, labels });
      return {
        plan,
        applied: true,
        requestId: id,
        mode: requests.mode,
        pullRequestUrl: null,
      };
    } catch (error) {
      if (recorded) {
        const detail = redactText(String(error));
        const outcome =
          error instanceof UnknownOutcomeError ? 'unknown' : 'failed';
        await this.#recordEnd(id, { outcome, labels, detail });
      }
      throw error;
    }
  }

  /** Plans from the namespace as it is at this moment: the inventory may be a moment behind. */
  async #plan(request: ClusterRequest): Promise<NamespacePlan> {
    const namespace = await request.writer.read(request.namespace);
    const planned = await planSettled(request, namespace, this.#options);
    const manager = managerOf(namespace);
    if (manager && !isEmpty(planned.change)) {
      const { name } = namespace;
      throw new ConflictError(
        renderMessage(
          message('namespace-in-git', { namespace: name, ...manager }),
        ),
      );
    }
    if (planned.plan.requires?.review) {
      throw new ConflictError(
        `distribution: ${request.distribution} is given only by a reviewed pull request since a moment ago; repeat the request`,
      );
    }
    return planned;
  }

  async #write(
    { writer }: ClusterRequest,
    { namespace, change }: NamespacePlan,
  ): Promise<void> {
    const { name, resourceVersion } = namespace;
    try {
      await writer.change(name, change, { resourceVersion, dryRun: false });
    } catch (error) {
      if (!(error instanceof UnknownOutcomeError)) {
        throw error;
      }
      await confirmChange(writer, name, change, error);
    }
  }

  /**
   * Tries again where another client changed the namespace between reading and
   * writing.
   */
  async #withRetries<T>(attempt: () => Promise<T>): Promise<T> {
    for (let left = ATTEMPTS; ; left--) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof OutrunError) || left === 1) {
          throw error;
        }
      }
    }
  }

  async #recordEnd(
    ...end: Parameters<RequestHistory['finish']>
  ): Promise<void> {
    const { history, logger } = this.#options;
    await recordAnswered(logger, `The end of request ${end[0]}`, () =>
      history.finish(...end),
    );
  }
}
