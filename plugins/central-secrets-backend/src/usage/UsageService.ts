import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  DeliveryLimits,
  deriveDelivery,
  deriveUsage,
  LastWrite,
  lastWriteOf,
  SecretUsage,
  UsageResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  BindingOptions,
  deliveryIdOf,
  findBindings,
  FoundBinding,
  gatherDeliveries,
  instant,
  isFresh,
  isInvolved,
  isReadable,
  targetOf,
} from '../deliveries';
import { ClusterInventory, Inventory } from '../inventory/types';
import { toLastWrite, toUser } from './usageView';
import { WorkloadReader } from './WorkloadReader';

/** Which of an entity's namespaces are meant; undefined: any. */
export interface UsageFilter {
  readonly cluster?: string;
  readonly namespace?: string;
}

type NamespaceUsage = UsageResponse['namespaces'][number];

/** Answers who uses what an entity gets: deliveries from the inventory, workloads from the cluster, read when asked for. */
export class UsageService {
  constructor(
    private readonly options: {
      inventory: Inventory;
      workloads: Pick<WorkloadReader, 'read'>;
      bindings: BindingOptions;
      limits: DeliveryLimits;
      clock: () => number;
    },
  ) {}

  /**
   * The body of `GET …/usage`. Whoever calls has checked that the user may see
   * the entity's deliveries.
   *
   * @throws InputError where the filter names what is none of the entity's namespaces
   */
  async usageOf(entity: Entity, filter: UsageFilter): Promise<UsageResponse> {
    const { inventory, bindings, limits, clock } = this.options;
    const now = clock();
    const readable = findBindings(entity, inventory, bindings, {
      now,
      observationMaxAgeMs: limits.observationMaxAgeMs,
    }).filter(binding => isReadable(binding, bindings));
    const meant = readable.filter(
      ({ clusterName, namespace }) =>
        clusterName === (filter.cluster ?? clusterName) &&
        namespace === (filter.namespace ?? namespace),
    );
    if ((filter.cluster || filter.namespace) && meant.length === 0) {
      throw new InputError(noSuchBinding(entity, filter, readable));
    }
    const namespaces = await Promise.all(
      meant.map(binding => this.usageIn(binding, now)),
    );
    return {
      entityRef: stringifyEntityRef(entity),
      answeredAt: new Date(now).toISOString(),
      namespaces: namespaces.flatMap(usage => usage ?? []),
    };
  }

  /** undefined: there is no such namespace, or it is not known. */
  private async usageIn(
    { cluster, record: namespace }: FoundBinding,
    now: number,
  ): Promise<NamespaceUsage | undefined> {
    if (!cluster || !namespace) return undefined;
    const { limits, workloads: reader } = this.options;
    const { users, unreadable, readAt } = await reader.read(
      cluster.name,
      namespace.name,
    );
    // In the cluster's time until here; who reads this compares with ours.
    const offsetMs = cluster.clockOffsetMs() ?? 0;
    const instantOf = (time: number | undefined) =>
      instant(time === undefined ? undefined : time - offsetMs);
    const deliveries = gatherDeliveries(cluster, namespace, { now, limits })
      .filter(isInvolved)
      .map((gathered): SecretUsage => {
        const secret = targetOf(gathered.externalSecretName, gathered.spec);
        const lastWrite = this.lastWriteTo(
          secret,
          cluster,
          namespace.name,
          now,
        );
        const usage = deriveUsage({
          namespace: namespace.name,
          secret,
          state: deriveDelivery(gathered.input).state,
          users: users.get(secret) ?? [],
          lastWrite,
          isComplete: unreadable.length === 0,
        });
        return {
          id: deliveryIdOf(gathered),
          secret,
          lastWrite: toLastWrite(namespace.name, lastWrite, instantOf),
          users: usage.users.map(user => toUser(user, instantOf)),
          warnings: usage.warnings.map(({ code, text }) => ({ code, text })),
        };
      });
    return {
      cluster: cluster.name,
      namespace: namespace.name,
      readAt: new Date(readAt).toISOString(),
      unreadable: unreadable.map(({ resource, code, message }) => ({
        resource,
        code,
        message,
      })),
      deliveries,
    };
  }

  private lastWriteTo(
    secret: string,
    cluster: ClusterInventory,
    namespace: string,
    now: number,
  ): LastWrite {
    const writers = cluster
      .externalSecretsIn(namespace)
      .filter(
        ({ name, spec }) =>
          spec.creationPolicy !== 'None' && targetOf(name, spec) === secret,
      )
      .map(externalSecret => ({
        externalSecret,
        events: cluster.eventsAbout(externalSecret.uid),
        remembered: cluster.lastWriteTo(externalSecret.uid),
      }));
    const { observationMaxAgeMs } = this.options.limits;
    return lastWriteOf(
      writers,
      isFresh(cluster.observations(namespace).events, now, observationMaxAgeMs),
    );
  }
}

function noSuchBinding(
  entity: Entity,
  { cluster, namespace }: UsageFilter,
  readable: readonly FoundBinding[],
): string {
  const named = [
    cluster && `cluster: ${JSON.stringify(cluster)}`,
    namespace && `namespace: ${JSON.stringify(namespace)}`,
  ].filter(Boolean);
  const has = readable.map(each => `${each.clusterName}/${each.namespace}`);
  return `${named.join(', ')} is no confirmed namespace of ${stringifyEntityRef(
    entity,
  )}; it has ${has.join(', ') || 'none'}`;
}
