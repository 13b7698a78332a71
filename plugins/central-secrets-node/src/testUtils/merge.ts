/** A JSON value, as Kubernetes objects are made of. @public */
export type Json =
  | string
  | number
  | boolean
  | null
  | Json[]
  | { [key: string]: Json };

/** A raw Kubernetes object, as an API server returns it. @public */
export interface RawObject {
  [key: string]: Json;
}

/** The differences from the default; `undefined` removes a field. @public */
export type Change = { [key: string]: Json | undefined | Change };

function isMap(value: unknown): value is Change {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A copy of the object with the change laid over it: maps are merged, everything else is replaced.
 *
 * @public
 */
export function merge(base: RawObject, change: Change): RawObject {
  const result = structuredClone(base);
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined) {
      delete result[key];
    } else if (isMap(value)) {
      const before = result[key];
      result[key] = merge(isMap(before) ? (before as RawObject) : {}, value);
    } else {
      result[key] = structuredClone(value);
    }
  }
  return result;
}
