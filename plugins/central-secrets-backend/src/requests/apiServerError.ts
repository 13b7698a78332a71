import {
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { redactText } from '@central-secrets/backstage-plugin-central-secrets-node';
import { OutrunError } from './NamespaceWriter';

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
    return new NotAllowedError(
      `The write credential of cluster ${cluster} lacks a right; the platform team has to grant it get and patch on namespaces (the API server said: ${text})`,
    );
  }
  if (status === 404) {
    return new NotFoundError(
      `namespace: ${namespace} is not in cluster ${cluster} any more`,
    );
  }
  if (status === 409) {
    return new OutrunError(
      `The namespace ${namespace} of cluster ${cluster} was changed by somebody else at the same time`,
    );
  }
  if (status === 400 || status === 403 || status === 422) {
    return new NotAllowedError(
      `Cluster ${cluster} refuses this change of namespace ${namespace}: ${text}`,
    );
  }
  return new ServiceUnavailableError(
    `Cluster ${cluster} could not change namespace ${namespace} now (status ${status}: ${text}); try again in a moment`,
  );
}

function statusMessage(body: string): string | undefined {
  try {
    const { message } = JSON.parse(body) as { message?: unknown };
    return typeof message === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
}
