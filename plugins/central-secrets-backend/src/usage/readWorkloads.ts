import {
  parseIngress,
  parsePod,
  parsePodTemplate,
  parseReplicaSet,
  parseServiceAccount,
  Workloads,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import { ClusterConnection } from '../clusters';
import { getJson, malformed, toFault } from '../kubernetes';

/** A kind that could not be read, and why. */
export interface UnreadableResource {
  /** Such as `pods`. */
  readonly resource: string;
  /** `forbidden`: the reader has no right to it; else one of the errors of an observation. */
  readonly code: string;
  /** Plain words, redacted. */
  readonly message: string;
}

/** What was read of one namespace. */
export interface WorkloadsReading {
  readonly workloads: Workloads;
  readonly unreadable: readonly UnreadableResource[];
}

const PAGE_SIZE = 500;
/** A namespace with more of one kind is not read: it would cost the API server more than the answer is worth. */
const MOST_PAGES = 10;
/** The whole of one kind; whoever asked is waiting. Milliseconds. */
const KIND_TIMEOUT_MS = 15_000;

/** Servers that do not know this answer with whole objects. */
const METADATA_ONLY =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json';

/**
 * Reads everything of one namespace that may use a Secret: one list per kind,
 * all at once, projected object by object as it arrives. Each kind fails by
 * itself; the others are told all the same.
 */
export async function readWorkloads(
  connection: ClusterConnection,
  namespace: string,
): Promise<WorkloadsReading> {
  const unreadable: UnreadableResource[] = [];
  const read = async <R>(
    group: string,
    resource: string,
    parse: (object: unknown) => R,
    headers?: Record<string, string>,
  ): Promise<readonly R[]> => {
    const path = `/${group}/namespaces/${encodeURIComponent(
      namespace,
    )}/${resource}`;
    try {
      return await list(connection, path, parse, headers);
    } catch (error) {
      const { code, message } = toFault(error);
      // A cluster that does not serve the kind has none of it.
      if (code !== 'not-installed') {
        unreadable.push({ resource, code, message });
      }
      return [];
    }
  };
  const template = (
    group: string,
    resource: string,
    kind: Parameters<typeof parsePodTemplate>[1],
  ) => read(group, resource, object => parsePodTemplate(object, kind));

  const [pods, serviceAccounts, owned, ingresses, ...templates] =
    await Promise.all([
      read('api/v1', 'pods', parsePod),
      read('api/v1', 'serviceaccounts', parseServiceAccount),
      read('apis/apps/v1', 'replicasets', parseReplicaSet, {
        accept: METADATA_ONLY,
      }),
      read('apis/networking.k8s.io/v1', 'ingresses', parseIngress),
      template('apis/apps/v1', 'deployments', 'Deployment'),
      template('apis/apps/v1', 'statefulsets', 'StatefulSet'),
      template('apis/apps/v1', 'daemonsets', 'DaemonSet'),
      template('apis/batch/v1', 'jobs', 'Job'),
      template('apis/batch/v1', 'cronjobs', 'CronJob'),
    ]);
  return {
    workloads: {
      pods,
      serviceAccounts,
      owned,
      ingresses,
      templates: templates.flat(),
    },
    unreadable: unreadable.sort((a, b) => a.resource.localeCompare(b.resource)),
  };
}

async function list<R>(
  connection: ClusterConnection,
  path: string,
  parse: (object: unknown) => R,
  headers?: Record<string, string>,
): Promise<R[]> {
  const signal = AbortSignal.timeout(KIND_TIMEOUT_MS);
  const records: R[] = [];
  let next: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = (await getJson(connection, {
      path,
      query: { limit: String(PAGE_SIZE), continue: next },
      headers,
      signal,
    })) as { items?: unknown; metadata?: { continue?: string } } | null;
    // Go writes an empty list of items as null.
    const items = answer?.items === null ? [] : answer?.items;
    if (!Array.isArray(items)) {
      throw malformed('a list without items');
    }
    records.push(...items.map(parse));
    next = answer?.metadata?.continue || undefined;
    if (!next) {
      return records;
    }
  }
  throw malformed(
    `more than ${
      PAGE_SIZE * MOST_PAGES
    } objects at ${path}, which is more than is read`,
  );
}
