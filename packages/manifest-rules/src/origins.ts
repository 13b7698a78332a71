import { fieldsOf } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Manifest } from './manifest';
import { isSubstituted } from './substitutions';

/**
 * How sure it is that two manifests are for one cluster. `certain`: they stand
 * in one file, or one kustomization lists both. `likely`: nothing tells them
 * apart. `unknown`: a repository may hold several clusters.
 *
 * @public
 */
export type Togetherness = 'certain' | 'likely' | 'unknown';

/** What the files tell about the manifests beside their text. @public */
export interface ManifestOrigins {
  /** Absent: all manifests are for one cluster. */
  readonly together?: (one: Manifest, other: Manifest) => Togetherness;
  /** Whether a file that names the manifest as a patch of another one is known. */
  readonly isPatch?: (manifest: Manifest) => boolean;
  /** Whether a kustomization changes the object, so that what it lacks may come later. */
  readonly isPatched?: (manifest: Manifest) => boolean;
  /** Whether a kustomization sets another namespace than the one in the text. */
  readonly isMoved?: (manifest: Manifest) => boolean;
  /** Whether the manifest's file holds no object of the operator's. */
  readonly isBystander?: (manifest: Manifest) => boolean;
}

/** The fields of which a whole ExternalSecret has one, and a patch often none. */
const USUAL = ['secretStoreRef', 'target', 'refreshInterval', 'refreshPolicy'];

/** Whether an object holds a directive of a strategic merge patch. */
function hasDirective(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  if (Array.isArray(value)) {
    return value.some(hasDirective);
  }
  return Object.entries(value).some(
    ([key, entry]) =>
      key === '$patch' ||
      key === '$retainKeys' ||
      key.startsWith('$deleteFromPrimitiveList/') ||
      key.startsWith('$setElementOrder/') ||
      hasDirective(entry),
  );
}

/**
 * Whether a manifest is a part of an object, that kustomize merges into another
 * one: what it lacks is no mistake.
 */
export function isFragment(
  manifest: Manifest,
  { isPatch }: ManifestOrigins,
): boolean {
  if (isPatch?.(manifest)) {
    return true;
  }
  if (!manifest.group.endsWith('external-secrets.io')) {
    return false;
  }
  const { spec } = manifest.object;
  if (fieldsOf(manifest.object).$patch !== undefined || hasDirective(spec)) {
    return true;
  }
  return (
    manifest.kind === 'ExternalSecret' &&
    (spec === undefined ||
      !(USUAL.some(field => field in fieldsOf(spec)) || hasSource(spec)))
  );
}

/** Whether some entry names its own store or generator, so that no store of the whole is needed. */
function hasSource(spec: unknown): boolean {
  return JSON.stringify(spec).includes('"sourceRef"');
}

/** The namespace that the object will be in; undefined where the files do not tell. */
export function knownNamespace(
  manifest: Manifest,
  { isMoved }: ManifestOrigins,
): string | undefined {
  const { namespace } = manifest;
  if (!namespace || isSubstituted(namespace)) {
    return undefined;
  }
  return isMoved?.(manifest) ? undefined : namespace;
}
