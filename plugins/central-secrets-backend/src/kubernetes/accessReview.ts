import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { ClusterConnection } from '@central-secrets/kubernetes-client';
import { malformed } from './Fault';
import { faultOfResponse, parseJson } from './getJson';
import { READ_LIMITS } from './readLimits';

const PATH = '/apis/authorization.k8s.io/v1/subjectaccessreviews';

/** What somebody may do, as Kubernetes names it; the empty group is that of Secrets. */
export interface ReviewedAccess {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace: string;
  /** Absent: any object. */
  readonly name?: string;
}

/**
 * Asks the API server whether a service account may do something. This changes
 * nothing in the cluster.
 *
 * @param account - as `namespace/name`
 * @returns undefined where the API server cannot tell
 * @throws Fault where it gives no answer, or the question is refused
 */
export async function reviewAccess(
  connection: ClusterConnection,
  account: string,
  resourceAttributes: ReviewedAccess,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  const [namespace] = account.split('/', 1);
  const response = await connection.request({
    method: 'POST',
    path: PATH,
    headers: { 'content-type': 'application/json' },
    signal,
    body: JSON.stringify({
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: {
        user: `system:serviceaccount:${account.replace('/', ':')}`,
        // The groups of every service account (k8s.io/apiserver, MakeGroupNames).
        groups: [
          'system:serviceaccounts',
          `system:serviceaccounts:${namespace}`,
          'system:authenticated',
        ],
        resourceAttributes,
      },
    }),
  });
  if (response.status !== 201) {
    throw await faultOfResponse(`POST ${PATH}`, response);
  }
  const text = await response.text(READ_LIMITS.document);
  const { status } = parseJson(text, message('not-json', { path: PATH })) as {
    readonly status?: { allowed?: unknown; evaluationError?: unknown };
  };
  if (typeof status?.allowed !== 'boolean') {
    throw malformed(message('not-json', { path: PATH }));
  }
  return status.allowed || !status.evaluationError ? status.allowed : undefined;
}
