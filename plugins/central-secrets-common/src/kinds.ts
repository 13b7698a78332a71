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
