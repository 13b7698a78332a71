import { createHash } from 'node:crypto';
import { ObjectMeta } from '../apiServer/objects';

/** A hash of the same form as the operator's (SHA3-224 in hex); the values themselves differ from its. */
export function objectHash(value: unknown): string {
  return createHash('sha3-224')
    .update(JSON.stringify(value, inKeyOrder))
    .digest('hex');
}

/**
 * `<generation>-<hash of annotations and labels>`: the version of an
 * ExternalSecret when it was last synced.
 */
export function syncedResourceVersion(metadata: ObjectMeta): string {
  const { generation, annotations = {}, labels = {} } = metadata;
  return `${generation}-${objectHash({ annotations, labels })}`;
}

function inKeyOrder(_key: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value).sort(([left], [right]) =>
          left < right ? -1 : 1,
        ),
      )
    : value;
}
