import { Config } from '@backstage/config';
import { SkippedCluster } from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  ClusterConfig,
  clusterNameProblem,
  refuseDuplicates,
} from './clusterConfig';

/**
 * Called for each cluster or method that is skipped: `why` is a sentence for
 * the log that names the place in the configuration, `skipped` goes to the pages.
 */
type OnSkipped = (why: string, skipped: SkippedCluster) => void;

/** Where a Pod finds the token of its own service account. */
const OWN_TOKEN_FILE = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/**
 * Reads the clusters that the Kubernetes plugin is configured with:
 * `kubernetes.clusterLocatorMethods` of type `config`.
 *
 * That section is written for another plugin, so what cannot be used of it is
 * skipped and explained, never an error.
 *
 * @param onSkipped - called once for each cluster or method that is skipped
 */
export function readKubernetesPluginConfigs(
  config: Config,
  onSkipped: OnSkipped,
): ClusterConfig[] {
  const key = 'kubernetes.clusterLocatorMethods';
  const read = (config.getOptionalConfigArray(key) ?? []).flatMap(
    (method, index) => {
      const type = method.getOptionalString('type');
      if (type === 'config') {
        return readMethod(`${key}[${index}]`, method, onSkipped);
      }
      const reason = `clusters located by '${type}' cannot be watched, because only the Kubernetes plugin can find them; name them under centralSecrets.clusters`;
      onSkipped(`${key}[${index}]: ${reason}`, { name: null, reason });
      return [];
    },
  );
  refuseDuplicates(read);
  return read;
}

function readMethod(
  at: string,
  method: Config,
  onSkipped: OnSkipped,
): ClusterConfig[] {
  return (method.getOptionalConfigArray('clusters') ?? []).flatMap(
    (cluster, index) => {
      const name = cluster.getOptionalString('name') ?? '';
      const where = `${at}.clusters[${index}] (${name})`;
      const problem = whyNot(name, cluster);
      if (problem) {
        onSkipped(`${where}: ${problem}`, {
          name: name || null,
          reason: problem,
        });
        return [];
      }
      const token = cluster.getOptionalString('serviceAccountToken');
      return [
        {
          where,
          name,
          title: cluster.getOptionalString('title'),
          reader: token
            ? { kind: 'token', token }
            : // What the Kubernetes plugin does without a token.
              { kind: 'tokenFile', path: OWN_TOKEN_FILE },
          server: {
            url: cluster.getString('url'),
            caData: cluster.getOptionalString('caData'),
            caFile: cluster.getOptionalString('caFile'),
            skipTLSVerify: cluster.getOptionalBoolean('skipTLSVerify'),
          },
        } satisfies ClusterConfig,
      ];
    },
  );
}

function whyNot(name: string, cluster: Config): string | undefined {
  const authProvider =
    cluster.getOptionalString('authProvider') ??
    cluster.getOptional<Record<string, string>>('authMetadata')?.[
      'kubernetes.io/auth-provider'
    ];
  if (authProvider !== undefined && authProvider !== 'serviceAccount') {
    return `authProvider '${authProvider}' signs in each user or makes short-lived tokens, and a watch needs a lasting identity; name the cluster under centralSecrets.clusters, with a kubeconfig or a serviceAccountToken`;
  }
  if (!cluster.has('url')) {
    return 'url is missing';
  }
  return clusterNameProblem(name);
}
