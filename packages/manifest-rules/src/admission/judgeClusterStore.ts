import { fieldAt, hasField } from './fieldAt';
import { HubAccess } from './HubAccess';
import { HubProblem } from './HubProblem';

const KUBECONFIGS = ['kubernetes', 'crd'];

/** A kubeconfig names files of the operator's and programs, so no team may write it. */
function kubeconfigProblem(
  namespace: unknown,
  { protectedNamespaces }: HubAccess,
): string | undefined {
  if (typeof namespace !== 'string') {
    return 'without a namespace, so it is read where the store is used';
  }
  return protectedNamespaces.includes(namespace)
    ? undefined
    : `in ${namespace}, which is not among the protected-namespaces`;
}

/**
 * Returns the problems of a ClusterSecretStore. Hub owners alone may write one,
 * so no policy judges its fields. It must not read a protected namespace
 * without being one of the hub's stores, because every namespace may read
 * through it, and its kubeconfig must be out of the teams' reach. Takes an
 * object of any shape.
 *
 * @public
 */
export function judgeClusterStore(
  store: unknown,
  access: HubAccess,
): HubProblem[] {
  const name = fieldAt(store, 'metadata.name');
  if (typeof name === 'string' && access.hubStores.includes(name)) {
    return [];
  }
  return KUBECONFIGS.flatMap(kind => {
    const place = ['spec', 'provider', kind];
    const provider = fieldAt(store, place.join('.'));
    const namespace = fieldAt(provider, 'remoteNamespace');
    const authRef = hasField(provider, 'authRef')
      ? kubeconfigProblem(fieldAt(provider, 'authRef.namespace'), access)
      : undefined;
    return [
      ...(typeof namespace === 'string' &&
      access.protectedNamespaces.includes(namespace)
        ? [
            {
              path: [...place, 'remoteNamespace'],
              text: `${kind}.remoteNamespace ${namespace}, and the store is not among the hub-stores`,
            },
          ]
        : []),
      ...(authRef
        ? [{ path: [...place, 'authRef'], text: `${kind}.authRef ${authRef}` }]
        : []),
    ];
  });
}
