import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  Binding,
  confirmBinding,
  confirmCommand,
  entityBindingCandidates,
  LABEL_KUBERNETES_ID,
  NamespaceRecord,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { ownersOf } from '../access';
import { ClusterInventory, Inventory } from '../inventory/types';
import { BindingOptions } from './config';
import { isFresh } from './freshness';

/** A namespace that an entity names, and what the namespace says to that. */
export interface FoundBinding {
  readonly clusterName: string;
  /** undefined: the entity names a cluster that is not configured. */
  readonly cluster?: ClusterInventory;
  readonly namespace: string;
  /** undefined: there is none of that name, or it is not known whether there is. */
  readonly record?: NamespaceRecord;
  /** null: nobody knows, because the cluster's namespaces are not observed now. */
  readonly exists: boolean | null;
  /** What confirms the binding from the namespace's side; undefined: nothing does. */
  readonly confirmedBy?: string;
}

/** What confirms that `namespace` belongs to `entity`, from the namespace's side; undefined: nothing. */
export function confirmedBy(
  entity: Entity,
  namespace: NamespaceRecord,
  options: BindingOptions,
): string | undefined {
  return confirmBinding(entity, ownersOf(entity), namespace, {
    ownerLabels: options.ownerLabels,
  });
}

/**
 * Every namespace that the entity names, in every cluster it may mean, sorted
 * by cluster and namespace.
 *
 * A namespace that is found only by its label, and does not confirm the
 * binding, is left out: the entity did not know its name, and is not told.
 */
export function findBindings(
  entity: Entity,
  inventory: Inventory,
  options: BindingOptions,
  time: { now: number; observationMaxAgeMs: number },
): FoundBinding[] {
  const candidates = entityBindingCandidates(entity);
  if (candidates.cluster && !inventory.cluster(candidates.cluster)) {
    return candidates.namespaces.map(namespace => ({
      clusterName: candidates.cluster!,
      namespace,
      exists: null,
    }));
  }
  return clustersMeant(entity, inventory).flatMap(cluster => {
    const observed = (namespace: string) =>
      isFresh(
        cluster.observations(namespace).namespaces,
        time.now,
        time.observationMaxAgeMs,
      );
    const bind = (namespace: string, record?: NamespaceRecord) => ({
      clusterName: cluster.name,
      cluster,
      namespace,
      record,
      exists: observed(namespace) ? record !== undefined : null,
      confirmedBy: record && confirmedBy(entity, record, options),
    });
    const named = candidates.namespaces.map(name =>
      bind(name, cluster.namespace(name)),
    );
    const labelled = candidates.kubernetesId
      ? cluster
          .namespacesWithLabel(LABEL_KUBERNETES_ID, candidates.kubernetesId)
          .filter(({ name }) => !candidates.namespaces.includes(name))
          .map(record => bind(record.name, record))
          .filter(binding => isReadable(binding, options))
      : [];
    return [...named, ...labelled].sort((a, b) =>
      a.namespace.localeCompare(b.namespace),
    );
  });
}

/** The clusters that an entity's namespaces may be in: the one it names, else all. */
export function clustersMeant(
  entity: Entity,
  inventory: Inventory,
): ClusterInventory[] {
  const { cluster } = entityBindingCandidates(entity);
  return inventory
    .clusters()
    .filter(({ name }) => !cluster || name === cluster);
}

/** Whether anything of the namespace may be shown to those who see the entity. */
export function isReadable(
  binding: FoundBinding,
  options: BindingOptions,
): boolean {
  return binding.confirmedBy !== undefined || options.read === 'catalog';
}

/** The command with which the platform confirms a binding. */
export function confirmWith(entity: Entity, binding: FoundBinding): string {
  return confirmCommand(stringifyEntityRef(entity), binding.namespace);
}

/**
 * A binding in the contract's form. Of an unconfirmed one nothing is told but
 * that, and how to confirm it; not even whether the namespace is there.
 */
export function toBinding(
  entity: Entity,
  binding: FoundBinding,
  options: BindingOptions,
): Binding {
  const { clusterName, namespace, exists, record } = binding;
  const hidden = record !== undefined && !isReadable(binding, options);
  const confirmable = record !== undefined && !binding.confirmedBy;
  return {
    cluster: clusterName,
    namespace,
    exists: hidden ? null : exists,
    confirmed: binding.confirmedBy !== undefined,
    confirmedBy: binding.confirmedBy ?? null,
    confirmWith: confirmable ? confirmWith(entity, binding) : null,
  };
}
