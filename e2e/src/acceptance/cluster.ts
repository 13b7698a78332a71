import { KubernetesObject } from '../framework/kubernetesApi';
import { waitFor } from '@central-secrets/dev-tools';
import { theWorld } from '../jest/globals';

/** Reads a Secret as administrator; undefined where it does not exist. */
export function readSecret(
  namespace: string,
  name: string,
): Promise<KubernetesObject | undefined> {
  return theWorld().platform.api.get(
    `/api/v1/namespaces/${namespace}/secrets/${name}`,
  );
}

/**
 * Reads an ExternalSecret as administrator; undefined where it does not exist.
 */
export function readExternalSecret(
  namespace: string,
  name: string,
): Promise<KubernetesObject | undefined> {
  return theWorld().platform.api.get(
    `/apis/external-secrets.io/v1/namespaces/${namespace}/externalsecrets/${name}`,
  );
}

/** The current labels of a namespace. */
export async function labelsOf(
  namespace: string,
): Promise<Record<string, string>> {
  const found = await theWorld().platform.api.get(
    `/api/v1/namespaces/${namespace}`,
  );
  return found?.metadata.labels ?? {};
}

/** The values of a Secret, decoded. */
export function valuesOf(secret: KubernetesObject): Record<string, string> {
  return Object.fromEntries(
    Object.entries(secret.data as Record<string, string>).map(
      ([key, value]) => [key, Buffer.from(value, 'base64').toString('utf8')],
    ),
  );
}

/** Waits until the newest `UpdateFailed` event about an ExternalSecret is there; @returns its message. */
export function untilUpdateFailed(
  namespace: string,
  name: string,
): Promise<string> {
  return waitFor(
    async () => {
      const events = await theWorld().platform.api.list(
        `/api/v1/namespaces/${namespace}/events`,
      );
      return events.find(
        event =>
          event.reason === 'UpdateFailed' && event.involvedObject.name === name,
      )?.message as string | undefined;
    },
    { reason: `an UpdateFailed event about ${namespace}/${name}` },
  );
}
