import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import {
  ClusterConnection,
  HttpConnection,
  openEndpoint,
  readKubeconfig,
  TokenAuthentication,
  TokenFile,
} from '@central-secrets/kubernetes-client';

/** Where Kubernetes mounts the service account of a pod. */
const ACCOUNT_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * Connects to the API server of a kubeconfig: the named file, else the one in
 * `KUBECONFIG`, else `~/.kube/config`; where there is none, as the service
 * account of the pod that this runs in.
 *
 * @throws Error of one line
 */
export async function connect(options: {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly environment: NodeJS.ProcessEnv;
}): Promise<ClusterConnection> {
  const { context, environment } = options;
  const path = findKubeconfig(options.kubeconfig, environment);
  if (path) {
    const { endpoint, authentication } = await readKubeconfig({
      where: 'hub-index',
      path,
      contextName: context,
    });
    return new HttpConnection({ endpoint, authentication });
  }
  const host = environment.KUBERNETES_SERVICE_HOST;
  const tokenFile = join(ACCOUNT_FOLDER, 'token');
  if (!host || !existsSync(tokenFile)) {
    throw new Error(
      'there is no kubeconfig: name one with --kubeconfig, or set KUBECONFIG',
    );
  }
  const isIpv6 = host.includes(':');
  const port = environment.KUBERNETES_SERVICE_PORT ?? '443';
  return new HttpConnection({
    endpoint: openEndpoint('hub-index', {
      url: `https://${isIpv6 ? `[${host}]` : host}:${port}`,
      caFile: join(ACCOUNT_FOLDER, 'ca.crt'),
    }),
    authentication: new TokenAuthentication(new TokenFile(tokenFile)),
  });
}

function findKubeconfig(
  named: string | undefined,
  environment: NodeJS.ProcessEnv,
): string | undefined {
  const paths = named
    ? [named]
    : environment.KUBECONFIG?.split(delimiter).filter(Boolean) ?? [];
  if (paths.length > 1) {
    throw new Error(
      'KUBECONFIG names several files: name one with --kubeconfig',
    );
  }
  const [path] = paths;
  if (path && !existsSync(path)) {
    throw new Error(
      `there is no kubeconfig ${path}: name one that exists with --kubeconfig`,
    );
  }
  const usual = join(homedir(), '.kube/config');
  return path ?? (existsSync(usual) ? usual : undefined);
}
