import { Entity } from '@backstage/catalog-model';
import {
  Binding,
  LABEL_KUBERNETES_ID,
  ConfirmationCode,
  Message,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  BindingCandidates,
  commandToConfirm,
  confirmClaim,
  entityClaim,
  MOST_BOUND_NAMESPACES,
  NamespaceRecord,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { ownersOf } from '../authorization';
import { ClusterInventory, Inventory } from '../inventory';
import { BindingOptions } from './bindingOptions';
import { toMessage } from '../wire';
import { isFresh } from '../inventory/observation';

/** A namespace that an entity names, and what the namespace says to that. */
export interface FoundBinding {
  readonly clusterName: string;
  /** undefined: the entity names a cluster that is not configured. */
  readonly cluster?: ClusterInventory;
  readonly namespace: string;
  /** undefined: there is none of that name, or it is not known whether there is. */
  readonly record?: NamespaceRecord;
  /** null: not known, because the cluster's namespaces are not observed now. */
  readonly exists: boolean | null;
  /** Whether the cluster's namespaces are known now: the same for all of them, so that it tells of none. */
  readonly observed: boolean;
  /**
   * The evidence on the namespace's side that confirms the binding; undefined:
   * there is none.
   */
  readonly confirmedBy?: Message<ConfirmationCode>;
  /** The command with which the platform confirms it, whether or not there is such a namespace; undefined: none can. */
  readonly confirmWith?: string;
}

/**
 * Returns the evidence on the namespace's side that `namespace` belongs to
 * `entity`; undefined: there is none.
 */
export function confirmedBy(
  entity: Entity,
  namespace: NamespaceRecord,
  options: BindingOptions,
): Message<ConfirmationCode> | undefined {
  return confirmClaim(
    entityClaim(entity, ownersOf(entity)),
    namespace,
    options,
  );
}

/** The bindings of an entity, within the limits. */
export interface BoundEntity {
  readonly bindings: readonly FoundBinding[];
  /** The clusters that its namespaces may be in: the one it names, else all. */
  readonly clusters: readonly ClusterInventory[];
  /** The entity's annotations about its namespaces and their cluster. */
  readonly claim: BindingCandidates;
  /** How many namespaces, named or labelled, are not among the bindings because they are too many. */
  readonly leftOut: number;
}

/**
 * Every namespace that the entity names, in every cluster it may mean, sorted
 * by cluster and namespace.
 *
 * A namespace that is found only by its label, and does not confirm the
 * binding, is left out: the entity did not know its name, and is not told.
 */
export function bindEntity(
  entity: Entity,
  inventory: Inventory,
  options: BindingOptions,
  time: { now: number; observationMaxAgeMs: number },
): BoundEntity {
  const owners = ownersOf(entity);
  const claim = entityClaim(entity, owners);
  const { namespaces, kubernetesId, namespacesLeftOut = 0 } = claim;
  const clusters = inventory
    .clusters()
    .filter(({ name }) => !claim.cluster || name === claim.cluster);
  if (claim.cluster && clusters.length === 0) {
    return {
      clusters,
      claim,
      bindings: namespaces.map(namespace => ({
        clusterName: claim.cluster!,
        namespace,
        exists: null,
        observed: false,
      })),
      leftOut: namespacesLeftOut,
    };
  }
  let leftOut = namespacesLeftOut;
  const bindings = clusters.flatMap(cluster => {
    const isKnown = (namespace?: string) =>
      isFresh(
        cluster.observations(namespace).namespaces,
        time.now,
        time.observationMaxAgeMs,
      );
    const observed = cluster.namespaces
      ? cluster.namespaces.some(isKnown)
      : isKnown();
    const bind = (namespace: string, record?: NamespaceRecord) => ({
      clusterName: cluster.name,
      cluster,
      namespace,
      record,
      exists: isKnown(namespace) ? record !== undefined : null,
      observed,
      confirmedBy: record && confirmClaim(claim, record, options),
      confirmWith: commandToConfirm(entity, owners, namespace, options),
    });
    const named = namespaces.map(name => bind(name, cluster.namespace(name)));
    const labelled = kubernetesId
      ? cluster
          .namespacesWithLabel(LABEL_KUBERNETES_ID, kubernetesId)
          .filter(({ name }) => !namespaces.includes(name))
          .map(record => bind(record.name, record))
          .filter(binding => isReadable(binding, options))
      : [];
    const room = MOST_BOUND_NAMESPACES - named.length;
    leftOut += Math.max(0, labelled.length - room);
    return [...named, ...labelled.sort(byNamespace).slice(0, room)].sort(
      byNamespace,
    );
  });
  return { bindings, clusters, claim, leftOut };
}

/** Returns only the bindings, for callers that ask about one of them. */
export function findBindings(
  ...of: Parameters<typeof bindEntity>
): readonly FoundBinding[] {
  return bindEntity(...of).bindings;
}

function byNamespace(a: FoundBinding, b: FoundBinding): number {
  return a.namespace.localeCompare(b.namespace);
}

/** Whether the namespace's content may be shown to users who see the entity. */
export function isReadable(
  binding: FoundBinding,
  options: BindingOptions,
): boolean {
  return binding.confirmedBy !== undefined || options.read === 'catalog';
}

/**
 * A binding in the contract's form. An unconfirmed binding tells only that it
 * is unconfirmed, and how to confirm it: a namespace that exists and one that
 * does not look the same, or an annotation would be enough to find out which
 * namespaces exist.
 */
export function toBinding(
  binding: FoundBinding,
  options: BindingOptions,
): Binding {
  const { clusterName, namespace, record, confirmWith = null } = binding;
  const isConfirmed = binding.confirmedBy !== undefined;
  const isTold = isReadable(binding, options);
  const isConfirmable = isTold ? record !== undefined : binding.observed;
  return {
    cluster: clusterName,
    namespace,
    exists: isTold ? binding.exists : null,
    confirmed: isConfirmed,
    confirmedBy: binding.confirmedBy ? toMessage(binding.confirmedBy) : null,
    confirmWith: isConfirmable && !isConfirmed ? confirmWith : null,
  };
}
