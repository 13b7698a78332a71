import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { NamespaceRecord } from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  nameSome,
  RequestBody,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { FoundBinding } from '../bindings';
import { printable } from '../echo';
import { ClusterInventory } from '../inventory';

/** The maximum number of commands in one message. */
const MOST_COMMANDS = 5;

/** A confirmed binding to a namespace that is there. */
export type TargetBinding = FoundBinding & {
  readonly cluster: ClusterInventory;
  readonly record: NamespaceRecord;
};

/**
 * The one namespace that a request means. Throws InputError where it means
 * none or several (naming those it may mean), NotAllowedError where the
 * namespace does not confirm the binding or does not exist,
 * ServiceUnavailableError where the cluster's namespaces are not known now.
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
  const { cluster, record, confirmedBy } = binding;
  return (
    cluster !== undefined && record !== undefined && confirmedBy !== undefined
  );
}

/**
 * Returns why none of those meant can be used. A namespace that is not
 * confirmed and one that does not exist get the same answer: a difference would
 * reveal existing namespaces to anyone who can write an annotation.
 */
function whyUnconfirmed(entity: Entity, meant: readonly FoundBinding[]): Error {
  const unconfigured = meant.find(({ cluster }) => cluster === undefined);
  if (unconfigured) {
    return new InputError(
      `cluster: ${printable(
        unconfigured.clusterName,
      )} is not a cluster that this plugin knows; correct the entity's annotation backstage.io/kubernetes-cluster, or have the platform team add the cluster (centralSecrets.clusters)`,
    );
  }
  const unobserved = meant.filter(({ observed }) => !observed);
  if (unobserved.length > 0) {
    return new ServiceUnavailableError(
      `The namespaces of ${nameSome([
        ...new Set(unobserved.map(({ clusterName }) => clusterName)),
      ])} are not known now, so no binding can be confirmed; try again in a moment`,
    );
  }
  const commands = meant.flatMap(({ confirmWith }) => confirmWith ?? []);
  return new NotAllowedError(
    `No request without a confirmed binding: ${list(
      meant,
    )} does not confirm that it belongs to ${stringifyEntityRef(
      entity,
    )}, or does not exist. If it exists, the platform team confirms it ${
      commands.length > 0
        ? `with: ${commands.slice(0, MOST_COMMANDS).join(' ; ')}`
        : 'in one of the ways that centralSecrets.bindings.confirmBy and ownerLabels list'
    }. If it does not, create it, or correct the entity's annotation backstage.io/kubernetes-namespace`,
  );
}

function describe({
  cluster,
  namespace,
}: Pick<RequestBody, 'cluster' | 'namespace'>): string {
  return [
    cluster === undefined ? [] : [`cluster: ${printable(cluster)}`],
    namespace === undefined ? [] : [`namespace: ${printable(namespace)}`],
  ]
    .flat()
    .join(', ');
}

function list(bindings: readonly FoundBinding[]): string {
  return nameSome(
    bindings.map(({ clusterName, namespace }) =>
      printable(`${clusterName}/${namespace}`),
    ),
  );
}
