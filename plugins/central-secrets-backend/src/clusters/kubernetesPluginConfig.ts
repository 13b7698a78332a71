import { Config } from '@backstage/config';
import {
  ClusterConfig,
  clusterNameProblem,
  refuseDuplicates,
} from './clusterConfig';

/** Where a Pod finds the token of its own service account. */
const OWN_TOKEN_FILE = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/**
 * Reads the clusters that the Kubernetes plugin is configured with:
 * `kubernetes.clusterLocatorMethods` of type `config`.
 *
 * That section is written for another plugin, so what cannot be used of it is
 * left out and explained, never an error.
 *
 * @param leaveOut - called with one sentence per cluster or method left out
 */
export function readKubernetesPluginConfigs(
  config: Config,
  leaveOut: (why: string) => void,
): ClusterConfig[] {
  const key = 'kubernetes.clusterLocatorMethods';
  const read = (config.getOptionalConfigArray(key) ?? []).flatMap(
    (method, index) => {
      const type = method.getOptionalString('type');
      if (type === 'config') {
        return readMethod(`${key}[${index}]`, method, leaveOut);
      }
      leaveOut(
        `${key}[${index}]: clusters located by '${type}' cannot be watched, because only the Kubernetes plugin can find them; name them under centralSecrets.clusters`,
      );
      return [];
    },
  );
  refuseDuplicates(read);
  return read;
}

function readMethod(
  at: string,
  method: Config,
  leaveOut: (why: string) => void,
): ClusterConfig[] {
  return (method.getOptionalConfigArray('clusters') ?? []).flatMap(
    (cluster, index) => {
      const name = cluster.getOptionalString('name') ?? '';
      const where = `${at}.clusters[${index}] (${name})`;
      const problem = whyNot(name, cluster);
      if (problem) {
        leaveOut(`${where}: ${problem}`);
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
    return `authProvider '${authProvider}' signs in somebody else or makes short-lived tokens, and a watch needs a standing identity; name the cluster under centralSecrets.clusters, with a kubeconfig or a serviceAccountToken`;
  }
  if (!cluster.has('url')) {
    return 'url is missing';
  }
  return clusterNameProblem(name);
}
