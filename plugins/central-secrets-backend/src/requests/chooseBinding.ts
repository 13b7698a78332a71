import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { RequestBody } from '@central-secrets/backstage-plugin-central-secrets-common';
import { confirmWith, FoundBinding } from '../deliveries';
import { ClusterInventory } from '../inventory/types';

/** A confirmed binding to a namespace that is there. */
export type TargetBinding = FoundBinding & {
  readonly cluster: ClusterInventory;
};

/**
 * The one namespace that a request means. Throws InputError where it means
 * none or several (naming those it may mean), NotAllowedError where the
 * namespace does not confirm the binding, ServiceUnavailableError where nobody
 * knows whether it does.
 */
export function chooseBinding(
  entity: Entity,
  bindings: readonly FoundBinding[],
  body: Pick<RequestBody, 'cluster' | 'namespace'>,
): TargetBinding {
  if (bindings.length === 0) {
    throw new InputError(
      `${stringifyEntityRef(
        entity,
      )} names no namespace; give it the annotation backstage.io/kubernetes-namespace`,
    );
  }
  const meant = bindings.filter(
    ({ clusterName, namespace }) =>
      (body.cluster ?? clusterName) === clusterName &&
      (body.namespace ?? namespace) === namespace,
  );
  if (meant.length === 0) {
    throw new InputError(
      `${describe(body)} is not bound to ${stringifyEntityRef(
        entity,
      )}; it is bound to ${list(bindings)}`,
    );
  }
  const confirmed = meant.filter(isConfirmed);
  if (confirmed.length > 1) {
    throw new InputError(
      `cluster, namespace: ${stringifyEntityRef(
        entity,
      )} is bound to several namespaces; say which one: ${list(confirmed)}`,
    );
  }
  if (confirmed.length === 0) {
    throw whyUnconfirmed(entity, meant);
  }
  return confirmed[0];
}

function isConfirmed(binding: FoundBinding): binding is TargetBinding {
  return binding.confirmedBy !== undefined && binding.cluster !== undefined;
}

/** The most telling reason of all those meant: somebody may confirm it, may wait, or has to create it. */
function whyUnconfirmed(entity: Entity, meant: readonly FoundBinding[]): Error {
  const present = meant.filter(({ record }) => record !== undefined);
  if (present.length > 0) {
    return new NotAllowedError(
      `No request without a confirmed binding: ${list(
        present,
      )} does not confirm that it belongs to ${stringifyEntityRef(
        entity,
      )}; the platform team confirms it with: ${present
        .map(binding => confirmWith(entity, binding))
        .join(' ; ')}`,
    );
  }
  const unconfigured = meant.filter(({ cluster }) => cluster === undefined);
  if (unconfigured.length > 0) {
    return new InputError(
      `cluster: ${unconfigured[0].clusterName} is not a cluster that this plugin knows; correct the entity's annotation backstage.io/kubernetes-cluster, or have the platform team add the cluster (centralSecrets.clusters)`,
    );
  }
  if (meant.some(({ exists }) => exists === null)) {
    return new ServiceUnavailableError(
      `The namespaces of ${meant
        .map(({ clusterName }) => clusterName)
        .join(
          ', ',
        )} are not known now, so no binding can be confirmed; try again in a moment`,
    );
  }
  return new InputError(
    `namespace: there is no ${list(
      meant,
    )}; create it, or correct the entity's annotation backstage.io/kubernetes-namespace`,
  );
}

function describe({
  cluster,
  namespace,
}: Pick<RequestBody, 'cluster' | 'namespace'>): string {
  return [
    cluster === undefined ? [] : [`cluster: ${cluster}`],
    namespace === undefined ? [] : [`namespace: ${namespace}`],
  ]
    .flat()
    .join(', ');
}

function list(bindings: readonly FoundBinding[]): string {
  return bindings
    .map(({ clusterName, namespace }) => `${clusterName}/${namespace}`)
    .join(', ');
}
