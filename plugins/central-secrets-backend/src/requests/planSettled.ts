import { stringifyEntityRef } from '@backstage/catalog-model';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import { renderMessage } from '@central-secrets/backstage-plugin-central-secrets-common';
import { NamespaceRecord } from '@central-secrets/backstage-plugin-central-secrets-node';
import { BindingOptions, confirmedBy } from '../bindings';
import { requireAllowedChange } from './guards';
import { planFor } from './planFor';
import { NamespacePlan, SettledRequest } from './SettledRequest';

/**
 * Plans a settled request for the namespace as it is at this moment, and checks
 * everything that the namespace decides. Whatever changes labels, in a cluster
 * or in Git, has its change from here.
 *
 * @throws NotAllowedError, ConflictError or InputError
 */
export async function planSettled(
  request: SettledRequest,
  namespace: NamespaceRecord,
  options: Parameters<typeof planFor>[2] & {
    readonly bindings: BindingOptions;
    readonly requests: { readonly allowedLabels: readonly string[] };
  },
): Promise<NamespacePlan> {
  const { entity, cluster, distribution, action } = request;
  if (confirmedBy(entity, namespace, options.bindings) === undefined) {
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
  const planned = await planFor(namespace, request, options);
  if (planned.impossible !== undefined) {
    throw new ConflictError(
      `distribution: ${distribution} cannot be ${
        action === 'add' ? 'brought to' : 'removed from'
      } ${namespace.name} by a label: ${renderMessage(planned.impossible)}`,
    );
  }
  requireAllowedChange(planned, options.requests.allowedLabels);
  return { namespace, plan: planned.plan, change: planned.change };
}
