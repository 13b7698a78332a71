import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { Authentication, TokenAuthentication } from './authentication';
import {
  ClusterConfig,
  IdentityConfig,
  readClusterConfigs,
} from './clusterConfig';
import { Endpoint, readEndpoint } from './endpoint';
import { HttpConnection } from './HttpConnection';
import { readKubeconfig } from './kubeconfig';
import { readKubernetesPluginConfigs } from './kubernetesPluginConfig';
import { TokenFile } from './tokenFile';
import { ClusterDetails } from './types';

/**
 * The clusters of `centralSecrets.clusters`; where that is absent, those of
 * the Kubernetes plugin's own configuration.
 *
 * Reads the files that the configuration names, and connects to nothing: a
 * cluster that is away does not stop the plugin.
 *
 * @throws InputError naming the cluster, the key and the path
 */
export async function readClusters(
  config: Config,
  { logger }: { logger: LoggerService },
): Promise<ClusterDetails[]> {
  const own = config.getOptionalConfigArray('centralSecrets.clusters');
  const clusters = own
    ? readClusterConfigs(own)
    : readKubernetesPluginConfigs(config, why => logger.warn(why));
  if (clusters.length === 0) {
    logger.warn(
      'No cluster is configured: set centralSecrets.clusters, or kubernetes.clusterLocatorMethods of type config',
    );
  }
  return Promise.all(clusters.map(openCluster));
}

async function openCluster(cluster: ClusterConfig): Promise<ClusterDetails> {
  const { where, name, title, namespaces, streamLists, server } = cluster;
  const given = server && readEndpoint(where, server);
  const reader = await openIdentity(where, cluster.reader, given);
  const writer =
    cluster.writer &&
    (await openIdentity(`${where}: writer`, cluster.writer, reader.endpoint));
  return {
    name,
    title,
    namespaces,
    streamLists,
    reader: new HttpConnection(reader),
    writer: writer && new HttpConnection(writer),
  };
}

/** A kubeconfig brings its own endpoint; a token is sent to the one given. */
async function openIdentity(
  where: string,
  identity: IdentityConfig,
  given: Endpoint | undefined,
): Promise<{ endpoint: Endpoint; authentication: Authentication }> {
  if (identity.kind === 'kubeconfig') {
    return readKubeconfig(where, identity.path, identity.context);
  }
  return {
    endpoint: given!,
    authentication: new TokenAuthentication(
      identity.kind === 'token' ? identity.token : new TokenFile(identity.path),
    ),
  };
}
