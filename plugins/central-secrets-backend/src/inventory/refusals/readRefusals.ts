import {
  AdmissionGate,
  OperatorRights,
  parsePolicies,
  parseQuota,
  parseWebhooks,
  QuotaRecord,
  SourceRead,
  WriteVerb,
  WrittenResource,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { message } from '@central-secrets/backstage-plugin-central-secrets-common';
import { ClusterConnection } from '@central-secrets/kubernetes-client';
import { getText, malformed, parseJson, reviewAccess } from '../../kubernetes';

/** The time limit of one question. Milliseconds. */
const TIMEOUT_MS = 10_000;
/** More objects of a kind are not read. */
const MOST_OBJECTS = 500;
const MOST_BYTES = 8 * 1024 * 1024;

const ADMISSION = '/apis/admissionregistration.k8s.io/v1';

async function list(
  connection: ClusterConnection,
  path: string,
): Promise<readonly unknown[]> {
  const text = await getText(connection, {
    path,
    query: { limit: String(MOST_OBJECTS) },
    signal: AbortSignal.timeout(TIMEOUT_MS),
    limitBytes: MOST_BYTES,
  });
  const { items, metadata } = (parseJson(text, message('not-json', { path })) ??
    {}) as { items?: unknown; metadata?: { continue?: string } };
  if (metadata?.continue) {
    // A part of the policies would rule out the others.
    throw malformed(message('too-much.objects', { limit: MOST_OBJECTS, path }));
  }
  if (items !== null && !Array.isArray(items)) {
    throw malformed(message('list-malformed'));
  }
  return items ?? [];
}

/** Whether the account of a store may read a source; undefined: the API server cannot tell. */
export function readSourceRight(
  connection: ClusterConnection,
  { account, namespace, name }: SourceRead,
): Promise<boolean | undefined> {
  return reviewAccess(
    connection,
    account,
    { verb: 'get', group: '', resource: 'secrets', namespace, name },
    AbortSignal.timeout(TIMEOUT_MS),
  );
}

const GROUPS: Readonly<Record<WrittenResource, string>> = {
  secrets: '',
  externalsecrets: 'external-secrets.io',
};
const WRITES = (['secrets', 'externalsecrets'] as const).flatMap(resource =>
  (['create', 'update'] as const).map(
    (verb): { verb: WriteVerb; resource: WrittenResource } => ({
      verb,
      resource,
    }),
  ),
);

/**
 * What the operator may not write in a namespace; undefined: it is not known.
 *
 * An account that may not write the status of ExternalSecrets is not the
 * operator's, whatever its name is.
 */
export async function readOperatorRights(
  connection: ClusterConnection,
  account: string,
  namespace: string,
): Promise<OperatorRights | undefined> {
  const review = (access: {
    verb: string;
    resource: WrittenResource;
    subresource?: string;
  }) =>
    reviewAccess(
      connection,
      account,
      { ...access, group: GROUPS[access.resource], namespace },
      AbortSignal.timeout(TIMEOUT_MS),
    );
  const isOperator = await review({
    verb: 'update',
    resource: 'externalsecrets',
    subresource: 'status',
  });
  if (!isOperator) {
    return undefined;
  }
  const allowed = await Promise.all(WRITES.map(review));
  return allowed.includes(undefined)
    ? undefined
    : { account, lacks: WRITES.filter((_, index) => !allowed[index]) };
}

/** The ResourceQuotas of a namespace. */
export async function readQuotas(
  connection: ClusterConnection,
  namespace: string,
): Promise<QuotaRecord[]> {
  const path = `/api/v1/namespaces/${encodeURIComponent(
    namespace,
  )}/resourcequotas`;
  const quotas = (await list(connection, path)).map(parseQuota);
  return quotas.filter(({ limits }) => limits.length > 0);
}

/** The policies and webhooks of a cluster. */
export async function readGates(
  connection: ClusterConnection,
): Promise<AdmissionGate[]> {
  const [policies, bindings, validating, mutating] = await Promise.all(
    [
      'validatingadmissionpolicies',
      'validatingadmissionpolicybindings',
      'validatingwebhookconfigurations',
      'mutatingwebhookconfigurations',
    ].map(resource => list(connection, `${ADMISSION}/${resource}`)),
  );
  return [
    ...parsePolicies(policies, bindings),
    ...parseWebhooks('ValidatingWebhookConfiguration', validating),
    ...parseWebhooks('MutatingWebhookConfiguration', mutating),
  ];
}
