import { ServiceUnavailableError } from '@backstage/errors';
import {
  LabelChange,
  NamespaceRecord,
  parseNamespace,
  redactText,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { ClusterConnection } from '../clusters';
import { describeConnectionError } from '../kubernetes/Fault';
import { apiServerError } from './apiServerError';
import { NamespaceWriter } from './NamespaceWriter';

/** As `kubectl get namespace --show-managed-fields` tells who wrote a label. */
const FIELD_MANAGER = 'central-secrets';

/** Writes through a cluster's write credential, which needs get and patch on namespaces and nothing else. */
export class KubernetesNamespaceWriter implements NamespaceWriter {
  constructor(
    private readonly options: {
      cluster: string;
      connection: ClusterConnection;
      /** A request that is not answered by then has failed. */
      timeoutMs?: number;
    },
  ) {}

  async read(name: string): Promise<NamespaceRecord> {
    return parseNamespace(JSON.parse(await this.send('GET', name)));
  }

  async change(
    name: string,
    change: LabelChange,
    options: { resourceVersion: string; dryRun: boolean },
  ): Promise<void> {
    await this.send('PATCH', name, {
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

  private async send(
    method: 'GET' | 'PATCH',
    name: string,
    extra: {
      query?: Record<string, string>;
      headers?: Record<string, string>;
      body?: string;
    } = {},
  ): Promise<string> {
    const { cluster, connection, timeoutMs = 10_000 } = this.options;
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
      text = await response.text();
    } catch (error) {
      throw new ServiceUnavailableError(
        `Cluster ${cluster} could not be reached (${redactText(
          describeConnectionError(error),
        )}); nothing is known to have changed, try again in a moment`,
      );
    }
    if (status < 200 || status > 299) {
      throw apiServerError(status, text, { cluster, namespace: name });
    }
    return text;
  }
}
