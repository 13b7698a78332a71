/** The kinds of stores, as Kubernetes names them. @public */
export const STORE_KINDS = ['ClusterSecretStore', 'SecretStore'] as const;

/** @public */
export type StoreKind = (typeof STORE_KINDS)[number];

/** The kinds an inventory holds. The words are the contract's (`clusters[].kinds`). @public */
export const OBSERVED_KINDS = [
  'namespaces',
  'clusterexternalsecrets',
  'externalsecrets',
  'clustersecretstores',
  'secretstores',
  'events',
] as const;

/** @public */
export type ObservedKind = (typeof OBSERVED_KINDS)[number];

/**
 * The kinds that push values to stores. An inventory holds them beside the
 * observed ones: no delivery depends on them, and a cluster may be without.
 *
 * @public
 */
export const PUSH_KINDS = ['pushsecrets', 'clusterpushsecrets'] as const;

/** @public */
export type PushKind = (typeof PUSH_KINDS)[number];
