import {
  BackstageCredentials,
  BackstageUserPrincipal,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import {
  DeliveryLimits,
  LabelChange,
  NamespaceRecord,
  redactText,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  Plan,
  RequestBody,
  RequestResponse,
  message,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { BindingOptions, confirmedBy, findBindings } from '../bindings';
import { isEmpty } from './plan';
import { isVisibleIn, OfferOptions } from '../deliveries';
import { RequestHistory } from '../history';
import { ClusterInventory, Inventory } from '../inventory';
import { chooseBinding } from './chooseBinding';
import { confirmChange } from './confirmChange';
import {
  requireAllowedChange,
  requireDistribution,
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
import { planFor } from './planFor';
import { requireRights, RightsOptions } from './rights';

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
  readonly bindings: BindingOptions;
  readonly offers: OfferOptions;
  readonly limits: DeliveryLimits;
  readonly clock: () => number;
  readonly newId: () => string;
  readonly logger: LoggerService;
}

/** All that is settled about a request before the cluster is asked. */
interface SettledRequest {
  readonly entity: Entity;
  readonly userRef: string;
  /** In whose name the user asks. */
  readonly owners: readonly string[];
  readonly cluster: ClusterInventory;
  readonly namespace: string;
  /** Its name; of a removal it may be gone. */
  readonly distribution: string;
  readonly action: 'add' | 'remove';
  readonly writer: NamespaceWriter;
}

interface NamespacePlan {
  readonly namespace: NamespaceRecord;
  readonly plan: Plan;
  readonly change: LabelChange;
}

/**
 * The one place where a label may be changed. The button, the scaffolder action
 * and all other clients come through here, with the rights of the user who
 * asks.
 */
export class RequestService {
  readonly #options: RequestServiceOptions;

  constructor(options: RequestServiceOptions) {
    this.#options = options;
  }

  /**
   * Plans a request and, unless it is a dry run, carries it out.
   *
   * Idempotent: where the labels are already as they would become, nothing is
   * written and the answer is `applied: true` with an empty plan.
   *
   * @param entity - as the catalog shows it to this very user
   * @throws InputError, NotAllowedError, NotFoundError, ConflictError,
   * NotImplementedError or ServiceUnavailableError, each saying what to do
   */
  async create(
    entity: Entity,
    body: RequestBody,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<RequestResponse> {
    const request = await this.#settle(entity, body, credentials);
    return body.dryRun ? this.#rehearse(request) : this.#carryOut(request);
  }

  /**
   * Checks every condition that can be judged without the cluster, in the order
   * in which refusals are reported.
   */
  async #settle(
    entity: Entity,
    body: RequestBody,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<SettledRequest> {
    const { inventory, bindings, offers, limits, clock, requests, writers } =
      this.#options;
    const { owners } = await requireRights(entity, credentials, this.#options);
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
    if (body.action === 'add') {
      const isVisible = isVisibleIn(cluster, record, owners, offers);
      requireOffered(
        requireDistribution(cluster, body.distribution, offers, isVisible),
        owners,
      );
    }
    return {
      entity,
      userRef: credentials.principal.userEntityRef,
      owners,
      cluster,
      namespace,
      distribution: body.distribution,
      action: body.action,
      writer: requireWriter(writers, cluster.name),
    };
  }

  async #rehearse(request: SettledRequest): Promise<RequestResponse> {
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

  async #carryOut(request: SettledRequest): Promise<RequestResponse> {
    const { history, newId, clock, requests } = this.#options;
    const id = newId();
    const requestedAt = clock();
    let recorded = false;
    let labels: LabelChange = { add: {}, remove: [] };
    try {
      const plan = await this.#withRetries(async () => {
        const planned = await this.#plan(request);
        labels = planned.change;
        if (!recorded) {
          await history.begin({
            id,
            entityRef: stringifyEntityRef(request.entity),
            cluster: request.cluster.name,
            namespace: request.namespace,
            distribution: request.distribution,
            action: request.action,
            labels,
            userRef: request.userRef,
            requestedAt,
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
  async #plan(request: SettledRequest): Promise<NamespacePlan> {
    const { bindings, requests } = this.#options;
    const { entity, cluster, distribution, action, writer } = request;
    const namespace = await writer.read(request.namespace);
    if (confirmedBy(entity, namespace, bindings) === undefined) {
      throw new NotAllowedError(
        `The namespace ${namespace.name} of cluster ${
          cluster.name
        } no longer confirms that it belongs to ${stringifyEntityRef(entity)}`,
      );
    }
    if (namespace.deletedAt !== undefined) {
      throw new ConflictError(
        `namespace: ${namespace.name} of cluster ${cluster.name} is being deleted; nothing can be requested for it`,
      );
    }
    const planned = await planFor(namespace, request, this.#options);
    if (planned.impossible !== undefined) {
      throw new ConflictError(
        `distribution: ${distribution} cannot be ${
          action === 'add' ? 'brought to' : 'removed from'
        } ${namespace.name} by a label: ${renderMessage(planned.impossible)}`,
      );
    }
    requireAllowedChange(planned, requests.allowedLabels);
    return { namespace, plan: planned.plan, change: planned.change };
  }

  async #write(
    { writer }: SettledRequest,
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

  /** By now the cluster has answered: a database that fails must not turn that into another answer. */
  async #recordEnd(
    ...end: Parameters<RequestHistory['finish']>
  ): Promise<void> {
    try {
      await this.#options.history.finish(...end);
    } catch (error) {
      this.#options.logger.error(
        `The end of request ${end[0]} could not be recorded`,
        error as Error,
      );
    }
  }
}
