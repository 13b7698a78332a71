import { ClusterApi } from '../apiServer/clusterApi';
import { copyOf, KubernetesObject } from '../apiServer/objects';

/** Adds or takes away a finalizer, where that is not yet so. Gives the object as it then is. */
export function setFinalizer(
  api: ClusterApi,
  object: KubernetesObject,
  finalizer: string,
  isWanted: boolean,
): KubernetesObject {
  const { finalizers = [] } = object.metadata;
  if (finalizers.includes(finalizer) === isWanted) {
    return object;
  }
  const next = copyOf(object);
  next.metadata.finalizers = isWanted
    ? [...finalizers, finalizer]
    : finalizers.filter(other => other !== finalizer);
  return api.replace(next);
}
