import { ClusterApi } from './clusterApi';
import { KubernetesObject } from './objects';
import { RESOURCES } from './resources';

/**
 * Deletes what is owned by something that is gone, in the background, as the
 * garbage collector of the controller manager does. An object with several
 * owners stays until the last of them is gone.
 */
export function startGarbageCollector(api: ClusterApi): () => void {
  return api.store.subscribe(({ type, object }) => {
    if (type !== 'DELETED') {
      return;
    }
    for (const dependent of dependentsOf(api, object.metadata.uid)) {
      const { name, namespace } = dependent.metadata;
      if (
        dependent.metadata.ownerReferences!.every(
          owner => !exists(api, owner.uid),
        ) &&
        api.find({ kind: dependent.kind, name, namespace })
      ) {
        api.delete({ kind: dependent.kind, name, namespace });
      }
    }
  });
}

function dependentsOf(api: ClusterApi, uid: string | undefined) {
  return everything(api).filter(object =>
    object.metadata.ownerReferences?.some(owner => owner.uid === uid),
  );
}

function exists(api: ClusterApi, uid: string): boolean {
  return everything(api).some(object => object.metadata.uid === uid);
}

function everything(api: ClusterApi): KubernetesObject[] {
  return RESOURCES.flatMap(resource => api.list(resource.kind));
}
