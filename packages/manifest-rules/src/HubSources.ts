import { HubIndex } from '@central-secrets/backstage-plugin-central-secrets-node';

/** The sources that a hub has now, by its index. @public */
export interface HubSources {
  readonly index: HubIndex;
  /** ClusterSecretStores of the cluster that read the hub; those of the manifests are known beside them. */
  readonly stores: readonly string[];
}
