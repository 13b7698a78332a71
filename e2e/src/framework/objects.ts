import { ApiAnswer, KubernetesApi, KubernetesObject } from './kubernetesApi';

/** A plain object, as it is written in YAML. */
export interface PlainObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** The path of the collection that an object belongs to. */
export function collectionPath(object: PlainObject): string {
  const { apiVersion, kind, metadata } = object;
  const root = apiVersion.includes('/') ? '/apis' : '/api';
  const scope = metadata.namespace ? `/namespaces/${metadata.namespace}` : '';
  return `${root}/${apiVersion}${scope}/${plural(kind)}`;
}

/** The path of an object. */
export function objectPath(object: PlainObject): string {
  return `${collectionPath(object)}/${object.metadata.name}`;
}

/** Forms the plural of the kinds that the tests use. */
function plural(kind: string): string {
  const name = kind.toLowerCase();
  return name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`;
}

/**
 * @throws Error with the API server's own words, where it refuses the object.
 */
export async function createObject(
  api: KubernetesApi,
  object: PlainObject,
): Promise<KubernetesObject> {
  return accepted(
    await api.ask('POST', collectionPath(object), object),
    `create ${object.kind} ${object.metadata.name}`,
  );
}

/** A JSON merge patch. @throws Error with the API server's own words. */
export async function patchObject(
  api: KubernetesApi,
  object: PlainObject,
  patch: unknown,
): Promise<KubernetesObject> {
  return accepted(
    await api.ask('PATCH', objectPath(object), patch),
    `patch ${object.kind} ${object.metadata.name}`,
  );
}

/**
 * Requests the deletion, and does not wait; a missing object is not an error.
 */
export async function deleteObject(
  api: KubernetesApi,
  object: PlainObject,
): Promise<void> {
  const answer = await api.ask('DELETE', objectPath(object));
  if (answer.status !== 404) {
    accepted(answer, `delete ${object.kind} ${object.metadata.name}`);
  }
}

function accepted({ status, body }: ApiAnswer, what: string): KubernetesObject {
  if (status >= 300) {
    throw new Error(`cannot ${what}: ${status} ${body?.message ?? body}`);
  }
  return body;
}
