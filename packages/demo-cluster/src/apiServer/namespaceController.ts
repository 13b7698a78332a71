import { Clock, timestamp } from '../clock';
import { ClusterApi } from './clusterApi';
import { KubernetesObject } from './objects';
import { qualifiedName, RESOURCES, resourceOfKind } from './resources';

/**
 * Finishes the deletion of namespaces, as the namespace controller of the
 * controller manager does: first everything inside is deleted, and only when
 * nothing is left the namespace itself goes, unless a finalizer in its
 * metadata still holds it.
 *
 * Such a finalizer shows nowhere in the status, which then says that all has
 * finished (seen on Kubernetes 1.35; External Secrets Operator leaves one
 * behind, upstream issue 6677).
 */
export function startNamespaceController(
  api: ClusterApi,
  clock: Clock,
): () => void {
  const finish = (name: string) => {
    const namespace = api.find({ kind: 'Namespace', name });
    if (!namespace?.metadata.deletionTimestamp) {
      return;
    }
    for (const object of contentOf(api, name)) {
      api.delete({
        kind: object.kind,
        name: object.metadata.name,
        namespace: name,
      });
    }
    const remaining = contentOf(api, name);
    const conditions = deletionConditions(remaining, timestamp(clock.now()));
    const status = {
      conditions: keepTimes(conditions, namespace.status?.conditions),
      phase: 'Terminating',
    };
    if (remaining.length === 0) {
      api.finishNamespace(name, status);
    } else {
      api.patch({ kind: 'Namespace', name }, { status }, { status: true });
    }
  };

  api.list('Namespace').forEach(({ metadata }) => finish(metadata.name));
  return api.store.subscribe(({ resource, type, object }) => {
    if (resource === resourceOfKind('Namespace')) {
      if (type !== 'DELETED') {
        finish(object.metadata.name);
      }
    } else if (type === 'DELETED' && object.metadata.namespace) {
      finish(object.metadata.namespace);
    }
  });
}

function contentOf(api: ClusterApi, namespace: string): KubernetesObject[] {
  return RESOURCES.filter(resource => resource.namespaced).flatMap(resource =>
    api.list(resource.kind, namespace),
  );
}

interface Condition {
  type: string;
  status: string;
  reason: string;
  message: string;
  lastTransitionTime: string;
}

/** The texts of Kubernetes 1.35's `pkg/controller/namespace/deletion/status_condition_utils.go`. */
function deletionConditions(
  remaining: readonly KubernetesObject[],
  now: string,
): Condition[] {
  const finished = (type: string, reason: string, message: string) => ({
    type,
    status: 'False',
    reason,
    message,
    lastTransitionTime: now,
  });
  const held = remaining.flatMap(object => object.metadata.finalizers ?? []);
  const kinds = remaining.map(object =>
    qualifiedName(resourceOfKind(object.kind)),
  );
  return [
    finished(
      'NamespaceDeletionDiscoveryFailure',
      'ResourcesDiscovered',
      'All resources successfully discovered',
    ),
    finished(
      'NamespaceDeletionGroupVersionParsingFailure',
      'ParsedGroupVersions',
      'All legacy kube types successfully parsed',
    ),
    finished(
      'NamespaceDeletionContentFailure',
      'ContentDeleted',
      'All content successfully deleted, may be waiting on finalization',
    ),
    kinds.length === 0
      ? finished(
          'NamespaceContentRemaining',
          'ContentRemoved',
          'All content successfully removed',
        )
      : {
          type: 'NamespaceContentRemaining',
          status: 'True',
          reason: 'SomeResourcesRemain',
          message: `Some resources are remaining: ${counted(
            kinds,
            (kind, count) => `${kind} has ${count} resource instances`,
          )}`,
          lastTransitionTime: now,
        },
    held.length === 0
      ? finished(
          'NamespaceFinalizersRemaining',
          'ContentHasNoFinalizers',
          'All content-preserving finalizers finished',
        )
      : {
          type: 'NamespaceFinalizersRemaining',
          status: 'True',
          reason: 'SomeFinalizersRemain',
          message: `Some content in the namespace has finalizers remaining: ${counted(
            held,
            (finalizer, count) => `${finalizer} in ${count} resource instances`,
          )}`,
          lastTransitionTime: now,
        },
  ];
}

function counted(
  words: readonly string[],
  phrase: (word: string, count: number) => string,
): string {
  return [...new Set(words)]
    .sort()
    .map(word => phrase(word, words.filter(other => other === word).length))
    .join(', ');
}

/** A condition that says what it said before has not changed since. */
function keepTimes(next: Condition[], previous: Condition[] = []): Condition[] {
  return next.map(condition => {
    const before = previous.find(({ type }) => type === condition.type);
    return before?.status === condition.status
      ? { ...condition, lastTransitionTime: before.lastTransitionTime }
      : condition;
  });
}
