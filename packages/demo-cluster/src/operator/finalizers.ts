import { ClusterApi } from '../apiServer/clusterApi';
import { copyOf, KubernetesObject } from '../apiServer/objects';

/**
 * Adds or removes a finalizer, where that is still needed. Returns the object
 * as it is afterwards.
 */
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
