import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  DeliveryLimits,
  deriveDelivery,
  deriveUsage,
  ExternalSecretRecord,
  findByMarks,
  FoundByMarks,
  targetOf,
  Usage,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  DeliveryState,
  nameSome,
  SecretUsage,
  UsageResponse,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  BindingOptions,
  findBindings,
  FoundBinding,
  isReadable,
} from '../bindings';
import {
  deliveryIdOf,
  gatherDeliveries,
  inSlices,
  isInvolved,
  withinLimits,
} from '../deliveries';
import { instant, toMessage } from '../wire';
import { quote } from '../echo';
import { Inventory } from '../inventory';
import { lastWrites } from './lastWrites';
import { remembering } from './remembering';
import { toLastWrite, toUsers } from './usageView';
import { WorkloadReader } from './WorkloadReader';

/** Which of an entity's namespaces are meant; undefined: any. */
export interface UsageFilter {
  readonly cluster?: string;
  readonly namespace?: string;
}

const NOT_A_SECRET: Usage = { users: [], warnings: [] };

type NamespaceUsage = UsageResponse['namespaces'][number];

/** Answers who uses what an entity gets: deliveries from the inventory, workloads from the cluster, read when asked for. */
export class UsageService {
  readonly #options: {
    inventory: Inventory;
    workloads: Pick<WorkloadReader, 'read'>;
    bindings: BindingOptions;
    limits: DeliveryLimits;
    clock: () => number;
  };

  constructor(options: {
    inventory: Inventory;
    workloads: Pick<WorkloadReader, 'read'>;
    bindings: BindingOptions;
    limits: DeliveryLimits;
    clock: () => number;
  }) {
    this.#options = options;
  }

  /**
   * The body of `GET …/usage`. The caller has checked that the user may see the
   * entity's deliveries.
   *
   * @throws InputError where the filter names what is none of the entity's namespaces
   */
  async usageOf(entity: Entity, filter: UsageFilter): Promise<UsageResponse> {
    const { inventory, bindings, limits, clock } = this.#options;
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
      meant.map(binding => this.#usageIn(binding, now)),
    );
    return {
      entityRef: stringifyEntityRef(entity),
      answeredAt: new Date(now).toISOString(),
      namespaces: namespaces.flatMap(usage => usage ?? []),
    };
  }

  /** undefined: the namespace does not exist, or is not known. */
  async #usageIn(
    { cluster, record: namespace }: FoundBinding,
    now: number,
  ): Promise<NamespaceUsage | undefined> {
    if (!cluster || !namespace) {
      return undefined;
    }
    const { limits, workloads: reader } = this.#options;
    const { users, unreadable, readAt } = await reader.read(
      cluster.name,
      namespace.name,
    );
    // Times are the cluster's until here; readers of the answer compare them
    // with our clock.
    const offsetMs = cluster.clockOffsetMs() ?? 0;
    const instantOf = (time: number | undefined) =>
      instant(time === undefined ? undefined : time - offsetMs);
    const involved = await inSlices(
      gatherDeliveries(cluster, namespace, { now, limits }).filter(isInvolved),
      gathered => ({ gathered, derived: deriveDelivery(gathered.input) }),
    );
    const { kept } = withinLimits(involved, []);
    const lastWriteTo = lastWrites(cluster, namespace.name, now, limits);
    const derive = (
      secret: string,
      state: DeliveryState,
      byMarks?: FoundByMarks,
    ) =>
      deriveUsage({
        namespace: namespace.name,
        secret,
        state,
        users: users.get(secret) ?? [],
        lastWrite: lastWriteTo(secret),
        isComplete: unreadable.length === 0,
        byMarks,
      });
    const usageOf = remembering((secret: string, state: DeliveryState) =>
      derive(secret, state),
    );
    const workloads = [...users.values()].flat();
    const usageByMarks = (
      secret: string,
      state: DeliveryState,
      own: ExternalSecretRecord,
    ) => derive(secret, state, findByMarks(secret, own, namespace, workloads));
    const deliveries = kept.map(({ gathered, derived }): SecretUsage => {
      const secret = targetOf(gathered.externalSecretName, gathered.spec);
      // An object of another kind is not used as a Secret of its name.
      const { own, spec } = gathered;
      const { targetKind } = spec;
      const judge = own?.marks
        ? () => usageByMarks(secret, derived.state, own)
        : () => usageOf(secret, derived.state);
      const usage = targetKind ? NOT_A_SECRET : judge();
      const lastWrite = targetKind ? {} : lastWriteTo(secret);
      return {
        id: deliveryIdOf(gathered),
        secret,
        lastWrite: toLastWrite(namespace.name, lastWrite, instantOf),
        ...toUsers(usage.users, instantOf),
        warnings: usage.warnings.map(toMessage),
      };
    });
    return {
      cluster: cluster.name,
      namespace: namespace.name,
      readAt: new Date(readAt).toISOString(),
      unreadable: unreadable.map(({ resource, code, message }) => ({
        resource,
        code,
        message: toMessage(message),
      })),
      deliveries,
      ...(involved.length > kept.length
        ? { deliveriesLeftOut: involved.length - kept.length }
        : {}),
    };
  }
}

function noSuchBinding(
  entity: Entity,
  { cluster, namespace }: UsageFilter,
  readable: readonly FoundBinding[],
): string {
  const named = [
    cluster && `cluster: ${quote(cluster)}`,
    namespace && `namespace: ${quote(namespace)}`,
  ].filter(Boolean);
  const has = readable.map(each => `${each.clusterName}/${each.namespace}`);
  return `${named.join(', ')} is no confirmed namespace of ${stringifyEntityRef(
    entity,
  )}; it has ${nameSome(has) || 'none'}`;
}
