import { Manifest } from '../manifest';
import { RuleInput } from '../RuleInput';
import { definitionFor, definitionsOf } from './definitions';
import { Violation, violationsOf } from './violations';

function keyOf({ what, path }: Violation): string {
  return JSON.stringify([what, path]);
}

/**
 * Whether a manifest means the same in another version of its API: the
 * definition of that version has nothing against it that an operator accepts in
 * its own one.
 * Never of an object that a kustomization puts together, because all its parts
 * have to name one version.
 */
export function isAcceptedAs(
  { settings, fragments, origins }: RuleInput,
  manifest: Manifest,
  apiVersion: string,
): boolean {
  if (fragments.has(manifest) || origins.isPatched?.(manifest)) {
    return false;
  }
  const { kind, object } = manifest;
  const definition = definitionFor(apiVersion, kind, settings.operatorVersion);
  if (!definition) {
    return false;
  }
  const own = definitionsOf(manifest.apiVersion, kind).map(
    ({ root }) =>
      new Set(Array.from(violationsOf(object.spec, root, ['spec']), keyOf)),
  );
  return Array.from(
    violationsOf(object.spec, definition.root, ['spec']),
    keyOf,
  ).every(
    violation => own.length > 0 && own.every(known => known.has(violation)),
  );
}
