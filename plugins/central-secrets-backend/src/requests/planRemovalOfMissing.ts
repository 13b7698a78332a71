import { InputError } from '@backstage/errors';
import { describeChange, PlanContext, PlannedChange } from './plan';
import { RequestHistory } from '../history';

/**
 * Plans the removal of a distribution that the cluster no longer has. Its
 * selectors are gone with it, so the labels are those that the last request for
 * it set, as far as the namespace still has them with that value.
 *
 * @throws InputError where no request for it is recorded
 */
export async function planRemovalOfMissing(
  name: string,
  context: PlanContext,
  history: Pick<RequestHistory, 'lastLabels'>,
): Promise<PlannedChange> {
  const { cluster, namespace } = context;
  const labels = await history.lastLabels(cluster.name, namespace.name, name);
  if (!labels) {
    throw new InputError(
      `distribution: cluster ${cluster.name} has no distribution ${name}, and no request that brought it to ${namespace.name} is recorded, so its labels are unknown; ask the platform team to remove them`,
    );
  }
  const remove = Object.keys(labels)
    .filter(
      key =>
        Object.hasOwn(namespace.labels, key) &&
        namespace.labels[key] === labels[key],
    )
    .sort();
  return describeChange({ add: {}, remove }, context, name);
}
