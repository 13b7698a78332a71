import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  AvailableDistribution,
  DeliveriesResponse,
  Delivery,
  DeliveryLimits,
  deriveDelivery,
  NamespaceRecord,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { ClusterInventory, Inventory } from '../inventory/types';
import { RequestRights, toAvailable } from './available';
import {
  clustersMeant,
  findBindings,
  FoundBinding,
  isReadable,
  toBinding,
} from './bindings';
import { toClusterView } from './clusterView';
import { BindingOptions } from './config';
import { LastRequest, toDelivery } from './deliveryView';
import { gatherDeliveries } from './gather';

/** Who last asked for each distribution of a namespace, by the distribution's name. */
export interface LastRequests {
  lastRequests(
    cluster: string,
    namespace: string,
  ): Promise<ReadonlyMap<string, LastRequest>>;
}

type ReadableBinding = FoundBinding & {
  readonly cluster: ClusterInventory;
  readonly record: NamespaceRecord;
};

/** Answers what an entity gets, from the inventory alone: no cluster is asked. */
export class DeliveryService {
  constructor(
    private readonly options: {
      inventory: Inventory;
      history: LastRequests;
      bindings: BindingOptions;
      limits: DeliveryLimits;
      clock: () => number;
    },
  ) {}

  /** The body of `GET …/deliveries`. Whoever calls has checked that the user may see it. */
  async deliveriesOf(
    entity: Entity,
    rights: RequestRights,
  ): Promise<DeliveriesResponse> {
    const { inventory, bindings: bindingOptions, limits, clock } = this.options;
    const now = clock();
    const bindings = findBindings(entity, inventory, bindingOptions, {
      now,
      observationMaxAgeMs: limits.observationMaxAgeMs,
    });
    const readable = bindings
      .filter(binding => isReadable(binding, bindingOptions))
      .map(withRecord)
      .filter(binding => binding !== undefined);
    const answers = await Promise.all(
      readable.map(binding => this.answerBinding(binding, rights, now)),
    );
    return {
      entityRef: stringifyEntityRef(entity),
      answeredAt: new Date(now).toISOString(),
      bindings: bindings.map(found => toBinding(entity, found, bindingOptions)),
      deliveries: answers.flatMap(({ deliveries }) => deliveries),
      available: answers.flatMap(({ available }) => available),
      clusters: clustersMeant(entity, inventory).map(cluster =>
        toClusterView(
          cluster,
          bindings
            .filter(({ clusterName }) => clusterName === cluster.name)
            .map(({ namespace }) => namespace),
        ),
      ),
      requests: {
        mode: rights.mode,
        allowed: rights.refusal === undefined,
        reason: rights.refusal ?? null,
      },
    };
  }

  private async answerBinding(
    binding: ReadableBinding,
    rights: RequestRights,
    now: number,
  ): Promise<{ deliveries: Delivery[]; available: AvailableDistribution[] }> {
    const { cluster, record } = binding;
    const requests = await this.options.history.lastRequests(
      cluster.name,
      record.name,
    );
    const deliveries: Delivery[] = [];
    const available: AvailableDistribution[] = [];
    const { limits } = this.options;
    for (const gathered of gatherDeliveries(cluster, record, { now, limits })) {
      const derived = deriveDelivery(gathered.input);
      const requested =
        gathered.distributionName === undefined
          ? undefined
          : requests.get(gathered.distributionName);
      deliveries.push(toDelivery(gathered, derived, requested));
      const { distribution } = gathered.input;
      if (derived.state === 'not-requested' && distribution) {
        available.push(toAvailable(gathered, distribution, binding, rights));
      }
    }
    return { deliveries, available };
  }
}

/**
 * A namespace whose record is missing has nothing to show: it is not there,
 * or its cluster was never observed, and then `clusters` says so.
 */
function withRecord(binding: FoundBinding): ReadableBinding | undefined {
  const { cluster, record } = binding;
  return cluster && record ? { ...binding, cluster, record } : undefined;
}
