import { fieldsOf } from '@central-secrets/backstage-plugin-central-secrets-node';

/**
 * Returns the value at a path of own fields; undefined where it is absent or
 * null. A null counts as absent because the API server drops it.
 *
 * @param path - field names, with dots between them
 */
export function fieldAt(object: unknown, path: string): unknown {
  let value: unknown = object;
  for (const name of path.split('.')) {
    const fields = fieldsOf(value);
    value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  }
  return value ?? undefined;
}

/** Whether something is at one of the paths: `has(…)` of the policies. */
export function hasField(object: unknown, ...paths: string[]): boolean {
  return paths.some(path => fieldAt(object, path) !== undefined);
}

/** A list at a path; empty where there is something else. */
export function listAt(object: unknown, path: string): readonly unknown[] {
  const value = fieldAt(object, path);
  return Array.isArray(value) ? value : [];
}
