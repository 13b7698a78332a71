import { fieldsOf } from '@central-secrets/backstage-plugin-central-secrets-node';

/** Where in an object: field names and list indexes, from its root. @public */
export type Path = readonly (string | number)[];

/** What stands at a place in an object; undefined where nothing does. */
export function valueAt(object: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      Array.isArray(value) ? value[Number(step)] : fieldsOf(value)[step],
    object,
  );
}
