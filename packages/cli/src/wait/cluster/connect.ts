import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import {
  HttpConnection,
  openEndpoint,
  readKubeconfig,
  TokenAuthentication,
  TokenFile,
} from '@central-secrets/kubernetes-client';

/** Where Kubernetes puts a pod's own credentials. */
const POD_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** A connection, and what messages call it. */
interface Connected {
  readonly connection: HttpConnection;
  readonly server: string;
  readonly cluster: string;
}

/** The variables of the environment that decide. */
interface ConnectEnvironment {
  readonly KUBECONFIG?: string;
  readonly KUBERNETES_SERVICE_HOST?: string;
  readonly KUBERNETES_SERVICE_PORT?: string;
}

/**
 * Connects by the named kubeconfig, else the one in `KUBECONFIG`, else
 * `~/.kube/config`, else with the service account of this pod. Sends nothing.
 *
 * @throws Error of one line
 */
export async function connect(
  options: { readonly kubeconfig?: string; readonly context?: string },
  environment: ConnectEnvironment = process.env,
): Promise<Connected> {
  const path = findKubeconfig(options.kubeconfig, environment);
  if (path === undefined) {
    return connectFromPod(environment);
  }
  const { endpoint, authentication } = await readKubeconfig({
    where: '--kubeconfig',
    path,
    contextName: options.context,
  });
  const { url } = await endpoint.current();
  return {
    connection: new HttpConnection({ endpoint, authentication }),
    server: url,
    cluster: options.context ?? new URL(url).host,
  };
}

function findKubeconfig(
  named: string | undefined,
  { KUBECONFIG }: ConnectEnvironment,
): string | undefined {
  if (named !== undefined) {
    return named;
  }
  if (KUBECONFIG) {
    const paths = KUBECONFIG.split(delimiter).filter(Boolean);
    if (paths.length !== 1) {
      throw new Error(
        'KUBECONFIG names several files: name one with --kubeconfig',
      );
    }
    return paths[0];
  }
  const usual = join(homedir(), '.kube', 'config');
  return existsSync(usual) ? usual : undefined;
}

function connectFromPod({
  KUBERNETES_SERVICE_HOST: host,
  KUBERNETES_SERVICE_PORT: port = '443',
}: ConnectEnvironment): Connected {
  if (!host) {
    throw new Error(
      'there is no kubeconfig: name one with --kubeconfig, or set KUBECONFIG',
    );
  }
  const url = `https://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const endpoint = openEndpoint('service account of this pod', {
    url,
    caFile: join(POD_ACCOUNT, 'ca.crt'),
  });
  const token = new TokenFile(join(POD_ACCOUNT, 'token'));
  return {
    connection: new HttpConnection({
      endpoint,
      authentication: new TokenAuthentication(token),
    }),
    server: url,
    cluster: 'this cluster',
  };
}
