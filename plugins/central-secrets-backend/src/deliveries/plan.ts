import {
  applyLabelChange,
  DistributionRecord,
  isSelected,
  LabelChange,
  NamespaceRecord,
  Plan,
  planDeselection,
  planSelection,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { ClusterInventory } from '../inventory/types';
import { targetOf } from './gather';
import { planWarnings } from './planWarnings';

/** A label change, and all that follows from it; or why no change could do it. */
export type Planned =
  | {
      readonly plan: Plan;
      readonly change: LabelChange;
      readonly impossible?: undefined;
    }
  | { readonly impossible: string; readonly plan?: undefined };

/**
 * Plans the smallest label change that brings a distribution into a namespace
 * (`add`) or takes it away (`remove`), and everything else that the change
 * would do: a label may select more distributions than the one asked for.
 *
 * Where it is already so, the change is empty.
 */
export function planRequest(options: {
  cluster: ClusterInventory;
  namespace: NamespaceRecord;
  distribution: DistributionRecord;
  action: 'add' | 'remove';
  now: number;
  observationMaxAgeMs: number;
}): Planned {
  const { cluster, namespace, distribution, action } = options;
  const planned =
    action === 'add'
      ? planSelection(distribution.selectors, namespace.labels)
      : planDeselection(distribution.selectors, namespace.labels);
  if (planned.impossible !== undefined) {
    return { impossible: planned.impossible };
  }
  const { change } = planned;
  const after = { labels: applyLabelChange(namespace.labels, change) };
  const touched = new Set([...Object.keys(change.add), ...change.remove]);
  // Those that ask for none of the labels are selected as before: with many
  // distributions, asking only the others is what keeps an answer fast.
  const affected = cluster.distributionsAskingFor(touched);
  const arriving = affected.filter(
    other =>
      other.deletedAt === undefined &&
      !isSelected(other, namespace) &&
      isSelected(other, after),
  );
  const leaving = affected.filter(
    other => isSelected(other, namespace) && !isSelected(other, after),
  );
  return {
    change,
    plan: {
      cluster: cluster.name,
      namespace: namespace.name,
      add: { ...change.add },
      remove: [...change.remove],
      arrives: arriving.map(({ name, externalSecretName, spec }) => ({
        distribution: name,
        secret: targetOf(externalSecretName, spec),
        type: spec.targetType,
        keys: spec.keys ? [...spec.keys] : null,
      })),
      leaves: leaving.map(({ name, externalSecretName, spec }) => ({
        distribution: name,
        secret: targetOf(externalSecretName, spec),
      })),
      warnings: isEmpty(change)
        ? []
        : planWarnings({ ...options, arriving, leaving }),
    },
  };
}

/** Whether a change changes nothing. */
export function isEmpty(change: LabelChange): boolean {
  return Object.keys(change.add).length === 0 && change.remove.length === 0;
}
