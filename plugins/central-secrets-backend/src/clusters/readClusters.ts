import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import {
  SkippedCluster,
  renderMessage,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  Authentication,
  TokenAuthentication,
  TokenSource,
  Endpoint,
  EndpointSource,
  openEndpoint,
  readEndpoint,
  HttpConnection,
  readKubeconfig,
  TokenFile,
} from '@central-secrets/kubernetes-client';
import {
  ClusterConfig,
  IdentityConfig,
  readClusterConfigs,
} from './clusterConfig';
import { readKubernetesPluginConfigs } from './kubernetesPluginConfig';
import { LiveConfigs } from './LiveConfigs';
import { ClusterDetails } from './ClusterDetails';

interface Options {
  readonly logger: LoggerService;
  /** Called at the start for each cluster that the configuration names and that cannot be observed. */
  readonly onSkipped?: (skipped: SkippedCluster) => void;
  /** Milliseconds, to look at files now and then. Default: the machine's clock. */
  readonly now?: () => number;
}

/**
 * The clusters of `centralSecrets.clusters`; where that is absent, those of
 * the Kubernetes plugin's own configuration.
 *
 * Reads the files that the configuration names, and connects to nothing: a
 * cluster that is away does not stop the plugin. From then on it follows tokens
 * and certificates, in those files and in the configuration itself.
 *
 * @throws InputError naming the cluster, the key and the path
 */
export async function readClusters(
  config: Config,
  { logger, onSkipped, now }: Options,
): Promise<ClusterDetails[]> {
  let isStarting = true;
  const live = new LiveConfigs({
    config,
    read: () => {
      const own = config.getOptionalConfigArray('centralSecrets.clusters');
      return own
        ? readClusterConfigs(own)
        : readKubernetesPluginConfigs(config, (where, skipped) => {
            if (!isStarting) {
              return;
            }
            logger.warn(`${where}: ${renderMessage(skipped.reason)}`);
            onSkipped?.(skipped);
          });
    },
    onError: error =>
      logger.warn(
        `The changed configuration of the clusters is not used: ${error.message}`,
      ),
  });
  isStarting = false;
  if (live.clusters.length === 0) {
    logger.warn(
      'No cluster is configured: set centralSecrets.clusters, or kubernetes.clusterLocatorMethods of type config',
    );
  }
  return Promise.all(
    live.clusters.map(cluster => openCluster(cluster, live, now)),
  );
}

type IdentityOf = (cluster: ClusterConfig) => IdentityConfig | undefined;

async function openCluster(
  cluster: ClusterConfig,
  live: LiveConfigs,
  now: (() => number) | undefined,
): Promise<ClusterDetails> {
  const {
    where,
    name,
    title,
    namespaces,
    streamLists,
    hubIndexNamespace,
    operatorServiceAccount,
  } = cluster;

  /** A kubeconfig brings its own endpoint; a token is sent to the one given. */
  async function openIdentity(
    at: string,
    identityOf: IdentityOf,
    given: EndpointSource | undefined,
  ): Promise<{ endpoint: EndpointSource; authentication: Authentication }> {
    const identity = identityOf(cluster)!;
    if (identity.kind === 'kubeconfig') {
      const { path, context: contextName } = identity;
      return readKubeconfig({ where: at, path, contextName, now });
    }
    return {
      endpoint: given!,
      authentication: new TokenAuthentication(
        identity.kind === 'token'
          ? configuredToken(identity.token, () =>
              identityOf(live.current(cluster)),
            )
          : new TokenFile(identity.path, now),
      ),
    };
  }

  const reader = await openIdentity(
    where,
    ({ reader: identity }) => identity,
    openServer(cluster, live, now),
  );
  const writer =
    cluster.writer &&
    (await openIdentity(
      `${where}: writer`,
      ({ writer: identity }) => identity,
      reader.endpoint,
    ));
  return {
    name,
    title,
    namespaces,
    streamLists,
    hubIndexNamespace,
    operatorServiceAccount,
    operatorVersion: cluster.operatorVersion,
    reader: new HttpConnection(reader),
    writer: writer && new HttpConnection(writer),
  };
}

/** The token that stands in the configuration now; the one it began with where none does. */
function configuredToken(
  first: string,
  identity: () => IdentityConfig | undefined,
): TokenSource {
  return {
    current: async () => {
      const now = identity();
      return now?.kind === 'token' ? now.token : first;
    },
    // Backstage notices changes of its configuration files automatically.
    refused: () => {},
  };
}

/** The server that the configuration names; its authority may be replaced there. */
function openServer(
  cluster: ClusterConfig,
  live: LiveConfigs,
  now: (() => number) | undefined,
): EndpointSource | undefined {
  const { where, server } = cluster;
  if (!server) {
    return undefined;
  }
  const opened = openEndpoint(where, server, now);
  let { caData } = server;
  let replaced: Endpoint | undefined;
  return {
    current: async () => {
      const configured = live.current(cluster).server?.caData;
      if (configured && configured !== caData) {
        caData = configured;
        try {
          replaced = readEndpoint(where, { ...server, caData });
        } catch {
          // Written by halves: the last one is used further.
        }
      }
      return replaced ?? opened.current();
    },
    doubt: () => opened.doubt(),
  };
}
