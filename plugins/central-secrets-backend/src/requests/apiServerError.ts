import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { redactText } from '@central-secrets/backstage-plugin-central-secrets-node';
import { ChangeRefusedError, OutrunError } from './NamespaceWriter';

/** The words of Kubernetes' RBAC refusals; an admission refusal has others. */
const MISSING_RIGHT = /cannot (get|patch) resource/;

/**
 * Returns the meaning of a refusal by a cluster's API server, for the user who
 * asked and for the team that can help. The server's own text is redacted.
 *
 * @param body - the `Status` object that the API server sent (as text)
 */
export function apiServerError(
  status: number,
  body: string,
  where: { cluster: string; namespace: string },
): Error {
  const { cluster, namespace } = where;
  const text = redactText(statusMessage(body) ?? `status ${status}`);
  if (status === 401) {
    return new ServiceUnavailableError(
      `Cluster ${cluster} does not accept the write credential; the platform team has to renew centralSecrets.clusters[name=${cluster}].writer`,
    );
  }
  if (status === 403 && MISSING_RIGHT.test(text)) {
    return new ChangeRefusedError(
      message('writer-right-missing', { cluster, answer: text }),
    );
  }
  if (status === 404) {
    return new NotFoundError(
      `namespace: ${namespace} is no longer in cluster ${cluster}`,
    );
  }
  if (status === 409) {
    return new OutrunError(
      `The namespace ${namespace} of cluster ${cluster} was changed by another client at the same time`,
    );
  }
  if (status === 400 || status === 403 || status === 422) {
    return new ChangeRefusedError(
      message('change-refused', { cluster, namespace, answer: text }),
    );
  }
  return new ServiceUnavailableError(
    `Cluster ${cluster} could not change namespace ${namespace} now (status ${status}: ${text}); try again in a moment`,
  );
}

function statusMessage(body: string): string | undefined {
  try {
    const status = JSON.parse(body) as { message?: unknown };
    return typeof status.message === 'string' ? status.message : undefined;
  } catch {
    return undefined;
  }
}
