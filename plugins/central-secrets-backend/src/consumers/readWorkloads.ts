import {
  message,
  Message,
  ObservationCode,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  IngressRecord,
  parseIngress,
  parsePod,
  parsePodTemplate,
  parseReplicaSet,
  parseServiceAccount,
  PodRecord,
  ServiceAccountRecord,
  Workloads,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import {
  ClusterConnection,
  sizeText,
} from '@central-secrets/kubernetes-client';
import {
  getText,
  malformed,
  PageSize,
  parseJson,
  toFault,
} from '../kubernetes';

/** A kind that could not be read, and why. */
export interface UnreadableResource {
  /** Such as `pods`. */
  readonly resource: string;
  /** `forbidden`: the reader has no right to it; else one of the errors of an observation. */
  readonly code: string;
  /** Redacted. */
  readonly message: Message<ObservationCode>;
}

/** The result of reading one namespace. */
export interface WorkloadsReading {
  readonly workloads: Workloads;
  readonly unreadable: readonly UnreadableResource[];
}

const PAGE_SIZE = 500;
/** Nine kinds are read at once, so a page may be smaller than one of an inventory. Bytes. */
const PAGE_BYTES = 8 * 1024 * 1024;
/** A namespace with more of one kind is not read: it would cost the API server more than the answer is worth. */
const MOST_OBJECTS = 5_000;
const MOST_BYTES = 64 * 1024 * 1024;
/** How often one kind of one namespace names Secrets: so much is kept of it. */
const MOST_REFERENCES = 50_000;
/**
 * The time limit for the whole of one kind; a user is waiting. Milliseconds.
 */
const KIND_TIMEOUT_MS = 15_000;

/** Servers that do not know this answer with whole objects. */
const METADATA_ONLY =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json';

/**
 * Reads everything of one namespace that may use a Secret: one list per kind,
 * all at once, projected object by object as it arrives. Each kind fails
 * independently; the others are returned all the same.
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
      const { code, told } = toFault(error);
      // A cluster that does not serve the kind has none of it.
      if (code !== 'not-installed') {
        unreadable.push({ resource, code, message: told });
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
  const size = new PageSize(PAGE_SIZE, PAGE_BYTES);
  const records: R[] = [];
  let asked = 0;
  let bytes = 0;
  let references = 0;
  let next: string | undefined;
  const readFrom = (token: string | undefined) =>
    size.read(async limit => {
      const found = await readPage(connection, {
        path,
        query: { limit: String(limit), continue: token },
        headers,
        signal,
      });
      return { ...found, asked: limit };
    });
  do {
    const page = await readFrom(next);
    next = page.continueToken;
    bytes += page.bytes;
    if (bytes > MOST_BYTES) {
      throw malformed(
        message('too-much.bytes', { size: sizeText(MOST_BYTES), path }),
      );
    }
    asked += page.asked;
    if (next && asked >= MOST_OBJECTS) {
      // Also of a server whose pages are empty, and never the last.
      throw malformed(
        message('too-much.objects', { limit: MOST_OBJECTS, path }),
      );
    }
    for (const record of page.items.map(parse)) {
      references += referencesIn(record);
      records.push(record);
    }
    if (references > MOST_REFERENCES) {
      throw malformed(
        message('too-much.references', { limit: MOST_REFERENCES, path }),
      );
    }
  } while (next);
  return records;
}

async function readPage(
  connection: ClusterConnection,
  request: Omit<Parameters<typeof getText>[1], 'limitBytes'>,
): Promise<{
  items: readonly unknown[];
  bytes: number;
  continueToken?: string;
}> {
  const text = await getText(connection, {
    ...request,
    limitBytes: PAGE_BYTES,
  });
  const answer = parseJson(
    text,
    message('not-json', { path: request.path }),
  ) as {
    items?: unknown;
    metadata?: { continue?: string };
  } | null;
  // Go writes an empty list of items as null.
  const items = answer?.items === null ? [] : answer?.items;
  if (!Array.isArray(items)) {
    throw malformed(message('list-malformed'));
  }
  return {
    items,
    bytes: text.length,
    continueToken: answer?.metadata?.continue || undefined,
  };
}

/**
 * How often a record names Secrets.
 *
 * @throws Fault where its object does so more often than is read
 */
function referencesIn(record: unknown): number {
  const { name, spec, imagePullSecrets, tlsSecrets } = record as Partial<
    PodRecord & ServiceAccountRecord & IngressRecord
  >;
  if (spec?.isCut) {
    throw malformed(message('too-much.places', { name: String(name) }));
  }
  return (
    (spec?.references.length ?? 0) +
    (imagePullSecrets?.length ?? 0) +
    (tlsSecrets?.length ?? 0)
  );
}
