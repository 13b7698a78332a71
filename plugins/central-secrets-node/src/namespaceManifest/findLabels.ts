import { isAlias, isMap, isScalar, Pair, YAMLMap } from 'yaml';
import { ManifestNotEditableError } from './ManifestNotEditableError';
import { LabelPlace } from './place';
import {
  isMerged,
  isNamespaceDocument,
  ManifestDocument,
  pairOf,
} from './readDocuments';

/** Where the labels are, or would be. */
export interface FoundLabels {
  /** The position of the document in the file. */
  readonly document: number;
  /** The keys that lead to the labels from the document's root. */
  readonly path: readonly string[];
  /** The map that has the labels: `metadata`, or the map above them in values. */
  readonly parent: YAMLMap;
  /** The pair of the labels; undefined: there are none yet. */
  readonly pair?: Pair;
  /** The map of labels; undefined: there is none, or it is `{}`. */
  readonly labels?: YAMLMap;
}

/**
 * Finds the labels in the documents of a file.
 *
 * @throws ManifestNotEditableError where they are not there exactly once, or
 * not in a form whose lines can be changed alone
 */
export function findLabels(
  documents: readonly ManifestDocument[],
  place: LabelPlace,
): FoundLabels {
  const document = findDocument(documents, place);
  const path = place.valuesPath ?? ['metadata', 'labels'];
  let parent = documents[document].contents as unknown;
  path.forEach((key, depth) => {
    const at = path.slice(0, depth).join('.') || 'its top level';
    parent = requireBlock(parent, place.file, at);
    if (depth < path.length - 1) {
      parent = pairOf(parent as YAMLMap, key)?.value;
    }
  });
  const name = path.join('.');
  const pair = pairOf(parent as YAMLMap, path.at(-1)!);
  return {
    document,
    path,
    parent: parent as YAMLMap,
    pair,
    labels: pair && readLabels(pair, place.file, name),
  };
}

function findDocument(
  documents: readonly ManifestDocument[],
  { file, namespace }: LabelPlace,
): number {
  if (namespace === undefined) {
    if (documents.length !== 1) {
      throw new ManifestNotEditableError(
        `${file} has ${documents.length} documents; a values file must have one`,
      );
    }
    return 0;
  }
  const found = documents.flatMap((document, index) =>
    isNamespaceDocument(document, namespace) ? index : [],
  );
  if (found.length > 1) {
    throw new ManifestNotEditableError(
      `${file} declares the Namespace ${namespace} ${found.length} times; keep one of the documents`,
    );
  }
  if (found.length === 0) {
    const isKustomization = documents.some(
      document =>
        isMap(document.contents) && document.get('kind') === 'Kustomization',
    );
    throw new ManifestNotEditableError(
      `${file} declares no Namespace ${namespace} (apiVersion v1, kind Namespace, metadata.name ${namespace})${
        isKustomization
          ? '; it is a Kustomization: name the file of the namespace, or of a patch for it, instead'
          : '; name the file that does'
      }`,
    );
  }
  return found[0];
}

/** A map in block style, with at least one key, that takes nothing from elsewhere. */
function requireBlock(node: unknown, file: string, at: string): YAMLMap {
  if (node === undefined || (isScalar(node) && node.value === null)) {
    throw new ManifestNotEditableError(
      `${file} has nothing at ${at}; add it to the file once`,
    );
  }
  requireEditable(node, file, at);
  if (node.flow || node.items.length === 0) {
    throw new ManifestNotEditableError(
      `${file}: ${at} is written in braces; write each of its keys on a line of its own`,
    );
  }
  return node;
}

function readLabels(
  { value }: Pair,
  file: string,
  at: string,
): YAMLMap | undefined {
  if (value === null || (isScalar(value) && value.value === null)) {
    // In a kustomize patch, null takes every label away.
    throw new ManifestNotEditableError(
      `${file}: ${at} is empty; remove the line, or give it a label`,
    );
  }
  requireEditable(value, file, at);
  if (value.items.length === 0) {
    return undefined;
  }
  if (value.flow) {
    throw new ManifestNotEditableError(
      `${file}: ${at} is written in braces; write each label on a line of its own`,
    );
  }
  return value;
}

function requireEditable(
  node: unknown,
  file: string,
  at: string,
): asserts node is YAMLMap {
  if (isAlias(node)) {
    throw new ManifestNotEditableError(
      `${file}: ${at} is an alias, so that a change would reach other places too; write the labels out`,
    );
  }
  if (!isMap(node)) {
    throw new ManifestNotEditableError(
      `${file}: ${at} is not a map of keys and values; correct the file`,
    );
  }
  if (isMerged(node)) {
    throw new ManifestNotEditableError(
      `${file}: ${at} takes keys from another place (<<); write them out`,
    );
  }
}
