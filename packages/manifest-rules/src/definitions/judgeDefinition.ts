import { onceFor } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Manifest } from '../manifest';
import { Path } from '../path';
import { RuleInput } from '../RuleInput';
import {
  Definition,
  definitionFor,
  definitionsOf,
  isKnownOperator,
} from './definitions';
import { Violation, violationsOf } from './violations';

/** A manifest that differs from its definition, and what other versions of the operator say. */
export interface Difference {
  readonly manifest: Manifest;
  readonly violation: Violation;
  readonly definition: Definition;
  /** Versions that take the same; empty where none does. */
  readonly elsewhere: readonly string[];
}

function isSame(one: Violation, what: Violation['what'], path: Path): boolean {
  return one.what === what && JSON.stringify(one.path) === JSON.stringify(path);
}

/** The versions of the operator that have nothing against a place. */
function acceptedBy(
  { apiVersion, kind, object }: Manifest,
  { what, path }: Violation,
): string[] {
  return definitionsOf(apiVersion, kind)
    .filter(({ root }) => {
      for (const violation of violationsOf(object.spec, root, ['spec'])) {
        if (isSame(violation, what, path)) {
          return false;
        }
        // The field around it is not known there either.
        if (
          violation.what === 'unknown' &&
          violation.path.length < path.length &&
          violation.path.every((step, index) => step === path[index])
        ) {
          return false;
        }
      }
      return true;
    })
    .map(({ operator }) => operator);
}

function judge(input: RuleInput): Difference[] {
  const { settings, manifests, fragments } = input;
  if (!settings.fromFiles) {
    return [];
  }
  return manifests.flatMap(manifest => {
    const { apiVersion, kind, object } = manifest;
    const definition = definitionFor(
      apiVersion,
      kind,
      settings.operatorVersion,
    );
    if (!definition) {
      return [];
    }
    const isIncomplete =
      fragments.has(manifest) || input.origins.isPatched?.(manifest);
    return Array.from(violationsOf(object.spec, definition.root, ['spec']))
      .filter(({ what }) => what !== 'missing' || !isIncomplete)
      .map(violation => ({
        manifest,
        violation,
        definition,
        elsewhere: acceptedBy(manifest, violation),
      }));
  });
}

/**
 * Every place in which a manifest from a file differs from the operator's own
 * definition. What is on a cluster has passed that already.
 */
export const differences: (input: RuleInput) => readonly Difference[] =
  onceFor(judge);

/** Whether the operator's version is given, and its definitions are known. */
export function isCertain({ settings }: RuleInput): boolean {
  return isKnownOperator(settings.operatorVersion);
}
