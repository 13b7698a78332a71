import { existsSync } from 'node:fs';
import {
  findKubeconfigs,
  HttpConnection,
  openPodIdentity,
  readKubeconfig,
} from '@central-secrets/kubernetes-client';

/** A connection, and what messages call it. */
export interface Connected {
  readonly connection: HttpConnection;
  readonly server: string;
  readonly cluster: string;
}

/**
 * Connects to the API server of one kubeconfig: the named file, else the one in
 * `KUBECONFIG`, else `~/.kube/config`, else as the service account of the pod
 * that this runs in. Sends nothing.
 *
 * @param options - `where`: what messages about the kubeconfig begin with
 * @throws Error of one line
 */
export async function connect({
  kubeconfig,
  context,
  where,
}: {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly where: string;
}): Promise<Connected> {
  const [path, ...others] = kubeconfig ? [kubeconfig] : findKubeconfigs();
  if (others.length > 0) {
    throw new Error(
      'KUBECONFIG names several files: name one with --kubeconfig',
    );
  }
  if (path !== undefined && !existsSync(path)) {
    throw new Error(
      `there is no kubeconfig ${path}: name one that exists with --kubeconfig`,
    );
  }
  const identity =
    path === undefined
      ? openPodIdentity()
      : await readKubeconfig({ where, path, contextName: context });
  if (!identity) {
    throw new Error(
      'there is no kubeconfig: name one with --kubeconfig, or set KUBECONFIG',
    );
  }
  const { endpoint, authentication } = identity;
  const { url } = await endpoint.current();
  return {
    connection: new HttpConnection({ endpoint, authentication }),
    server: url,
    cluster: path === undefined ? 'this cluster' : context ?? new URL(url).host,
  };
}
