import { existsSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import { Authentication, TokenAuthentication } from './authentication';
import { EndpointSource, openEndpoint } from './endpoint';
import { TokenFile } from './tokenFile';

/** Where Kubernetes mounts a pod's service account. */
const MOUNTED_AT = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * The API server and the service account of the pod that this process runs in;
 * undefined outside of a pod.
 *
 * @param options - for tests: where the service account is mounted, and the
 * environment
 *
 * @public
 */
export function openPodIdentity({
  directory = MOUNTED_AT,
  environment = process.env,
}: {
  readonly directory?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
} = {}):
  | { endpoint: EndpointSource; authentication: Authentication }
  | undefined {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } =
    environment;
  const token = join(directory, 'token');
  if (!host || !port || !existsSync(token)) {
    return undefined;
  }
  return {
    endpoint: openEndpoint("the pod's service account", {
      url: `https://${isIPv6(host) ? `[${host}]` : host}:${port}`,
      caFile: join(directory, 'ca.crt'),
    }),
    authentication: new TokenAuthentication(new TokenFile(token)),
  };
}
