import { createHash } from 'node:crypto';

/** The part of an object's metadata by which the operator tells its versions apart. @public */
export interface VersionedMetadata {
  readonly generation?: number;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Go prints the keys of a map in the order of their bytes. */
function goMap(map: Readonly<Record<string, string>> = {}): string {
  const entries = Object.entries(map).sort(([left], [right]) =>
    Buffer.compare(Buffer.from(left), Buffer.from(right)),
  );
  return `map[${entries.map(([key, value]) => `${key}:${value}`).join(' ')}]`;
}

/**
 * The `status.syncedResourceVersion` that the operator writes when it has synced
 * an ExternalSecret with this metadata: the generation, a dash, and a hash of
 * the annotations and labels (`GetResourceVersion` in ESO 0.17 and newer). Where
 * both are equal, the last sync read the ExternalSecret as it is.
 *
 * @public
 */
export function syncedVersionOf({
  generation = 0,
  annotations,
  labels,
}: VersionedMetadata): string {
  const text = `{annotations:${goMap(annotations)} labels:${goMap(labels)}}`;
  return `${generation}-${createHash('sha3-224').update(text).digest('hex')}`;
}
