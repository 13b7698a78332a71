import { ServiceUnavailableError } from '@backstage/errors';
import {
  LabelChange,
  NamespaceRecord,
  parseNamespace,
  redactText,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  AnswerTooLargeError,
  ClusterConnection,
  ClusterResponse,
} from '@central-secrets/kubernetes-client';
import { errorText, READ_LIMITS, describeConnectionError } from '../kubernetes';
import { apiServerError } from './apiServerError';
import { NamespaceWriter, UnknownOutcomeError } from './NamespaceWriter';
import { wasNeverSent } from './wasNeverSent';

/**
 * The manager that `kubectl get namespace --show-managed-fields` names for a
 * label.
 */
const FIELD_MANAGER = 'central-secrets';

/** Writes through a cluster's write credential, which needs get and patch on namespaces and nothing else. */
export class KubernetesNamespaceWriter implements NamespaceWriter {
  readonly #options: {
    cluster: string;
    connection: ClusterConnection;
    /** A request that is not answered by then has failed. */
    timeoutMs?: number;
  };

  constructor(options: {
    cluster: string;
    connection: ClusterConnection;
    /** A request that is not answered by then has failed. */
    timeoutMs?: number;
  }) {
    this.#options = options;
  }

  async read(name: string): Promise<NamespaceRecord> {
    const text = await this.#send('GET', name);
    let object: unknown;
    try {
      object = JSON.parse(text);
    } catch {
      throw new ServiceUnavailableError(
        `Cluster ${
          this.#options.cluster
        } sent no JSON for namespace ${name}; nothing was changed, try again in a moment`,
      );
    }
    return parseNamespace(object);
  }

  async change(
    name: string,
    change: LabelChange,
    options: { resourceVersion: string; dryRun: boolean },
  ): Promise<void> {
    await this.#send('PATCH', name, {
      mayChange: !options.dryRun,
      query: {
        fieldManager: FIELD_MANAGER,
        ...(options.dryRun ? { dryRun: 'All' } : {}),
      },
      headers: { 'content-type': 'application/merge-patch+json' },
      body: JSON.stringify({
        metadata: {
          // A version in a patch makes the API server refuse it with 409
          // where the object has another one by now.
          resourceVersion: options.resourceVersion,
          labels: {
            ...change.add,
            // null is how a merge patch (RFC 7396) takes a key away.
            ...Object.fromEntries(change.remove.map(key => [key, null])),
          },
        },
      }),
    });
  }

  async #send(
    method: 'GET' | 'PATCH',
    name: string,
    {
      mayChange = false,
      ...extra
    }: {
      /** Without an answer it is not known whether the namespace has changed. */
      mayChange?: boolean;
      query?: Record<string, string>;
      headers?: Record<string, string>;
      body?: string;
    } = {},
  ): Promise<string> {
    const { cluster, connection, timeoutMs = 10_000 } = this.#options;
    let status: number;
    let text: string;
    try {
      const response = await connection.request({
        method,
        path: `/api/v1/namespaces/${encodeURIComponent(name)}`,
        signal: AbortSignal.timeout(timeoutMs),
        ...extra,
      });
      status = response.status;
      text = await bodyOf(response, method);
    } catch (error) {
      if (error instanceof AnswerTooLargeError) {
        throw new ServiceUnavailableError(
          `Cluster ${cluster}: ${error.message}; nothing was changed, ask the platform team to make namespace ${name} smaller`,
        );
      }
      const reason = redactText(describeConnectionError(error));
      throw mayChange && !wasNeverSent(error)
        ? new UnknownOutcomeError(
            `Cluster ${cluster} did not answer the change of namespace ${name} (${reason})`,
          )
        : new ServiceUnavailableError(
            `Cluster ${cluster} could not be reached (${reason}); nothing is known to have changed, try again in a moment`,
          );
    }
    if (isSuccess(status)) {
      return text;
    }
    const error = apiServerError(status, text, { cluster, namespace: name });
    // A gateway, or etcd, that gave up waiting says nothing about the change.
    throw mayChange && status >= 500
      ? new UnknownOutcomeError(error.message)
      : error;
  }
}

function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}

/**
 * Returns a cluster's answer, as far as it is needed, and read to its end or
 * ended.
 */
async function bodyOf(
  response: ClusterResponse,
  method: 'GET' | 'PATCH',
): Promise<string> {
  if (method === 'PATCH') {
    // The status alone tells what became of a change; the rest is words.
    return errorText(response).catch(() => '');
  }
  return isSuccess(response.status)
    ? response.text(READ_LIMITS.document)
    : errorText(response);
}
