import {
  BackstageCredentials,
  BackstageUserPrincipal,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import {
  DeliveryLimits,
  DistributionRecord,
  LabelChange,
  NamespaceRecord,
  Plan,
  redactText,
  RequestBody,
  RequestResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  BindingOptions,
  confirmedBy,
  findBindings,
  isEmpty,
  planRequest,
} from '../deliveries';
import { RequestHistory } from '../history';
import { ClusterInventory, Inventory } from '../inventory/types';
import { chooseBinding } from './chooseBinding';
import {
  requireAllowedLabels,
  requireDistribution,
  requireKnown,
  requireOffered,
  requireWriter,
} from './guards';
import { NamespaceWriter, OutrunError } from './NamespaceWriter';
import { requireRights, RightsOptions } from './rights';

/** How often a change is planned again when somebody else changes the namespace in between. */
const ATTEMPTS = 3;

export interface RequestServiceOptions extends RightsOptions {
  readonly inventory: Inventory;
  /** By the cluster's name; a cluster without one cannot be changed. */
  readonly writers: ReadonlyMap<string, NamespaceWriter>;
  readonly history: RequestHistory;
  readonly bindings: BindingOptions;
  readonly limits: DeliveryLimits;
  readonly clock: () => number;
  readonly newId: () => string;
  readonly logger: LoggerService;
}

/** All that is settled about a request before the cluster is asked. */
interface SettledRequest {
  readonly entity: Entity;
  readonly userRef: string;
  readonly cluster: ClusterInventory;
  readonly namespace: string;
  readonly distribution: DistributionRecord;
  readonly action: 'add' | 'remove';
  readonly writer: NamespaceWriter;
}

interface PlannedChange {
  readonly namespace: NamespaceRecord;
  readonly plan: Plan;
  readonly change: LabelChange;
}

/**
 * The one place where a label may be changed. The button, the scaffolder
 * action and everybody else come through here, with the rights of the person
 * who asks.
 */
export class RequestService {
  constructor(private readonly options: RequestServiceOptions) {}

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
    const request = await this.settle(entity, body, credentials);
    return body.dryRun ? this.rehearse(request) : this.carryOut(request);
  }

  /** Every condition that can be judged without the cluster, in the order in which refusals are told. */
  private async settle(
    entity: Entity,
    body: RequestBody,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<SettledRequest> {
    const { inventory, bindings, limits, clock, writers } = this.options;
    const { owners } = await requireRights(entity, credentials, this.options);
    const now = clock();
    const { observationMaxAgeMs } = limits;
    const binding = chooseBinding(
      entity,
      findBindings(entity, inventory, bindings, { now, observationMaxAgeMs }),
      body,
    );
    const { cluster, namespace } = binding;
    requireKnown(cluster, namespace, now, observationMaxAgeMs);
    const distribution = requireDistribution(cluster, body.distribution);
    requireOffered(distribution, owners);
    return {
      entity,
      userRef: credentials.principal.userEntityRef,
      cluster,
      namespace,
      distribution,
      action: body.action,
      writer: requireWriter(writers, cluster.name),
    };
  }

  private async rehearse(request: SettledRequest): Promise<RequestResponse> {
    const { mode } = this.options.requests;
    const answer = (plan: Plan): RequestResponse => ({
      plan,
      applied: false,
      requestId: null,
      mode,
      pullRequestUrl: null,
    });
    return this.withRetries(async () => {
      const { namespace, plan, change } = await this.plan(request);
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
        if (NotAllowedError.is(error)) {
          const warnings = [...plan.warnings, error.message];
          return answer({ ...plan, warnings });
        }
        throw error;
      }
    });
  }

  private async carryOut(request: SettledRequest): Promise<RequestResponse> {
    const { history, newId, clock, requests } = this.options;
    const id = newId();
    const requestedAt = clock();
    let recorded = false;
    let labels: LabelChange = { add: {}, remove: [] };
    try {
      const plan = await this.withRetries(async () => {
        const planned = await this.plan(request);
        labels = planned.change;
        if (!recorded) {
          await history.begin({
            id,
            entityRef: stringifyEntityRef(request.entity),
            cluster: request.cluster.name,
            namespace: request.namespace,
            distribution: request.distribution.name,
            action: request.action,
            labels,
            userRef: request.userRef,
            requestedAt,
          });
          recorded = true;
        }
        if (!isEmpty(labels)) {
          await request.writer.change(planned.namespace.name, labels, {
            resourceVersion: planned.namespace.resourceVersion,
            dryRun: false,
          });
        }
        return planned.plan;
      });
      const outcome = isEmpty(labels) ? 'unchanged' : 'applied';
      await this.recordEnd(id, { outcome, labels });
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
        await this.recordEnd(id, { outcome: 'failed', labels, detail });
      }
      throw error;
    }
  }

  /** Plans from the namespace as it is at this moment: the inventory may be a moment behind. */
  private async plan(request: SettledRequest): Promise<PlannedChange> {
    const { bindings, limits, clock, requests } = this.options;
    const { entity, cluster, distribution, action, writer } = request;
    const namespace = await writer.read(request.namespace);
    if (namespace.deletedAt !== undefined) {
      throw new ConflictError(
        `namespace: ${namespace.name} of cluster ${cluster.name} is being deleted; nothing can be requested for it any more`,
      );
    }
    if (confirmedBy(entity, namespace, bindings) === undefined) {
      throw new NotAllowedError(
        `The namespace ${namespace.name} of cluster ${
          cluster.name
        } does not confirm any more that it belongs to ${stringifyEntityRef(
          entity,
        )}`,
      );
    }
    const planned = planRequest({
      cluster,
      namespace,
      distribution,
      action,
      now: clock(),
      observationMaxAgeMs: limits.observationMaxAgeMs,
    });
    if (planned.impossible !== undefined) {
      throw new ConflictError(
        `distribution: ${distribution.name} cannot be ${
          action === 'add' ? 'brought to' : 'taken away from'
        } ${namespace.name} by a label: ${planned.impossible}`,
      );
    }
    requireAllowedLabels(planned.change, requests.allowedLabels);
    return { namespace, plan: planned.plan, change: planned.change };
  }

  /** Tries again where somebody else changed the namespace between reading and writing. */
  private async withRetries<T>(attempt: () => Promise<T>): Promise<T> {
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
  private async recordEnd(
    ...end: Parameters<RequestHistory['finish']>
  ): Promise<void> {
    try {
      await this.options.history.finish(...end);
    } catch (error) {
      this.options.logger.error(
        `The end of request ${end[0]} could not be recorded`,
        error as Error,
      );
    }
  }
}
