import {
  Fields,
  fieldsOf,
  textOf,
} from '@central-secrets/backstage-plugin-central-secrets-node';

/**
 * One Kubernetes object as its author wrote it; not yet known to be valid.
 * @public
 */
export interface Manifest {
  readonly apiVersion: string;
  /** The part of apiVersion before the slash; empty for the core API. */
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly object: Readonly<Record<string, unknown>>;
}

/**
 * An object of a file as a manifest; undefined where it is not a Kubernetes
 * object (no text in `apiVersion` and `kind`).
 *
 * @public
 */
export function manifestOf(object: unknown): Manifest | undefined {
  const fields: Fields = fieldsOf(object);
  const apiVersion = textOf(fields.apiVersion);
  const kind = textOf(fields.kind);
  if (!apiVersion || !kind) {
    return undefined;
  }
  const metadata = fieldsOf(fields.metadata);
  const slash = apiVersion.indexOf('/');
  return {
    apiVersion,
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    kind,
    name: textOf(metadata.name) ?? '',
    namespace: textOf(metadata.namespace),
    object: fields,
  };
}

/** A manifest in a sentence: `ClusterExternalSecret github-oauth`. */
export function describeManifest(manifest: Manifest): string {
  const name = [manifest.namespace, manifest.name || '(without a name)']
    .filter(Boolean)
    .join('/');
  return `${manifest.kind} ${name}`;
}
