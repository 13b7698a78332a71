/**
 * The namespaces that get no copy of a credential, by the names of `deploy/`:
 * the hub's, its index's, the operator's and the cluster's own.
 *
 * @public
 */
export const DEFAULT_PROTECTED_NAMESPACES: readonly string[] = [
  'central-secret-store',
  'central-secrets-index',
  'external-secrets',
  'kube-system',
  'kube-public',
  'kube-node-lease',
];
