import {
  Fields,
  fieldsOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';
import { KnownRelease } from '../operatorFaults';
import { isOlderThan } from '../operatorVersion';
import { definitionsOf, Part, partOf } from './definitions';

const API_VERSION = 'external-secrets.io/v1';
const KINDS = ['ExternalSecret', 'ClusterExternalSecret', 'ClusterSecretStore'];

/**
 * The paths of the fields of a definition, except in parts that are the same in
 * the one before: versions share most of their parts.
 */
function* pathsOfPart(
  part: Part,
  before: Part | undefined,
  path = '',
): Iterable<string> {
  if (part === before) {
    return;
  }
  const within = (number: number, old: number | undefined, at: string) =>
    pathsOfPart(partOf(number), old === undefined ? old : partOf(old), at);
  for (const [field, number] of Object.entries(part.properties ?? {})) {
    const at = `${path}.${field}`;
    yield at;
    yield* within(number, before?.properties?.[field], at);
  }
  if (part.items !== undefined) {
    yield* within(part.items, before?.items, path);
  }
  if (part.values !== undefined) {
    yield* within(part.values, before?.values, path);
  }
}

/** The version of the operator that brought each field of a kind. */
function bringersOf(
  apiVersion: string,
  kind: string,
): ReadonlyMap<string, string> {
  const bringers = new Map<string, string>();
  let before: Part | undefined;
  for (const { operator, root } of definitionsOf(apiVersion, kind)) {
    for (const path of pathsOfPart(root, before)) {
      if (!bringers.has(path)) {
        bringers.set(path, operator);
      }
    }
    before = root;
  }
  return bringers;
}

function* pathsOfSchema(schema: Fields, path = ''): Iterable<string> {
  for (const [field, inner] of Object.entries(fieldsOf(schema.properties))) {
    const at = `${path}.${field}`;
    yield at;
    yield* pathsOfSchema(fieldsOf(inner), at);
  }
  for (const inner of [schema.items, schema.additionalProperties]) {
    if (inner !== undefined) {
      yield* pathsOfSchema(fieldsOf(inner), path);
    }
  }
}

/**
 * The least version of the operator whose definition of a kind has all the
 * fields of a served one that are known here, such as `2.7` where it has
 * `syncWindows`; undefined where it has none. The operator may be newer, because
 * not every version brings a field.
 *
 * @param spec - the schema of `spec`, as OpenAPI has it
 */
export function leastOperatorOf(
  apiVersion: string,
  kind: string,
  spec: unknown,
): string | undefined {
  const bringers = bringersOf(apiVersion, kind);
  let least: string | undefined;
  for (const path of pathsOfSchema(fieldsOf(spec))) {
    const bringer = bringers.get(path);
    if (bringer !== undefined && isOlderThan(least, bringer) !== false) {
      least = bringer;
    }
  }
  return least;
}

function isOf(schema: Fields, kind: string): boolean {
  const kinds = schema['x-kubernetes-group-version-kind'];
  return (
    Array.isArray(kinds) && kinds.some(each => fieldsOf(each).kind === kind)
  );
}

/**
 * The least release of the operator that serves the fields of an API; undefined
 * where it has none that are known here.
 *
 * @param document - the answer to `GET /openapi/v3/apis/external-secrets.io/v1`,
 * which every identity that has signed in may read
 *
 * @public
 */
export function leastReleaseOf(document: unknown): KnownRelease | undefined {
  const { schemas } = fieldsOf(fieldsOf(document).components);
  const all = Object.values(fieldsOf(schemas)).map(fieldsOf);
  let version: string | undefined;
  for (const kind of KINDS) {
    const schema = all.find(each => isOf(each, kind));
    const least =
      schema &&
      leastOperatorOf(API_VERSION, kind, fieldsOf(schema.properties).spec);
    // Where nothing is known yet, any version is news.
    if (least !== undefined && isOlderThan(version, least) !== false) {
      version = least;
    }
  }
  return version === undefined ? undefined : { version, atLeast: true };
}
