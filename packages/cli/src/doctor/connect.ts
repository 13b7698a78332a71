import { existsSync } from 'node:fs';
import {
  findKubeconfigs,
  HttpConnection,
  openPodIdentity,
  readKubeconfig,
} from '@central-secrets/kubernetes-client';
import { ConnectedApi, CONNECT_LIMIT_MS } from './ClusterApi';

/**
 * Connects to the API server of a kubeconfig: the named file, else the files in
 * `KUBECONFIG`, else `~/.kube/config`, else the service account of the pod that
 * this runs in.
 *
 * @throws Error of one line
 */
export async function connect(options: {
  readonly kubeconfig?: string;
  readonly context?: string;
}): Promise<ConnectedApi> {
  const { endpoint, authentication, contextName } = await identify(options);
  return new ConnectedApi({
    server: (await endpoint.current()).url,
    context: contextName,
    connection: new HttpConnection({
      endpoint,
      authentication,
      transport: { connectTimeoutMs: CONNECT_LIMIT_MS },
    }),
  });
}

async function identify({
  kubeconfig,
  context,
}: {
  readonly kubeconfig?: string;
  readonly context?: string;
}) {
  const paths = kubeconfig ? [kubeconfig] : findKubeconfigs();
  const missing = paths.find(path => !existsSync(path));
  if (missing) {
    throw new Error(
      `there is no kubeconfig ${missing}: name one that exists with --kubeconfig`,
    );
  }
  if (paths.length > 0) {
    return readKubeconfig({
      where: kubeconfig ? '--kubeconfig' : 'the default kubeconfig',
      path: paths,
      contextName: context,
      contextRemedy: 'name one with --context',
    });
  }
  const pod = context ? undefined : openPodIdentity();
  if (!pod) {
    throw new Error(
      'there is no kubeconfig: name one with --kubeconfig, or set KUBECONFIG',
    );
  }
  return { ...pod, contextName: 'in-cluster' };
}
