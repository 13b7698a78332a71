import { Config } from '@backstage/config';
import {
  SkippedCluster,
  message,
  Message,
  SkippedClusterCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  ClusterConfig,
  clusterNameProblem,
  refuseDuplicates,
} from './clusterConfig';

/**
 * Called for each cluster or method that is skipped.
 *
 * @param where - its place in the configuration
 */
type OnSkipped = (where: string, skipped: SkippedCluster) => void;

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
      onSkipped(`${key}[${index}]`, {
        name: null,
        reason: message('locator-unsupported', { locator: String(type) }),
      });
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
      const reason = whyNot(name, cluster);
      if (reason) {
        onSkipped(where, { name: name || null, reason });
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

function whyNot(
  name: string,
  cluster: Config,
): Message<SkippedClusterCode> | undefined {
  const authProvider =
    cluster.getOptionalString('authProvider') ??
    cluster.getOptional<Record<string, string>>('authMetadata')?.[
      'kubernetes.io/auth-provider'
    ];
  if (authProvider !== undefined && authProvider !== 'serviceAccount') {
    return message('auth-provider-unsupported', { authProvider });
  }
  if (!cluster.has('url')) {
    return message('url-missing');
  }
  return clusterNameProblem(name);
}
