import {
  Document,
  isMap,
  isScalar,
  Pair,
  parseAllDocuments,
  ParsedNode,
  YAMLMap,
} from 'yaml';
import { ManifestNotEditableError } from './ManifestNotEditableError';

/** A document of a file, with the places of its nodes in the text. */
export type ManifestDocument = Document.Parsed<ParsedNode>;

/** The maximum length of a file, in characters: namespaces are small, and parsing blocks all else. */
const MAX_LENGTH = 1024 * 1024;

/**
 * Parses a file.
 *
 * @param file - as errors name it
 * @throws ManifestNotEditableError where it is too long, no valid YAML, or
 * encrypted
 */
export function readDocuments(
  text: string,
  file: string,
): readonly ManifestDocument[] {
  if (text.length > MAX_LENGTH) {
    throw new ManifestNotEditableError(
      `${file} is longer than ${MAX_LENGTH} characters; move the namespace to a file of its own`,
    );
  }
  const parsed = parseAllDocuments(text, { logLevel: 'silent' });
  const documents = 'empty' in parsed ? [] : parsed;
  for (const { errors } of documents) {
    if (errors.length > 0) {
      const [{ code, linePos }] = errors;
      const where = linePos ? `, line ${linePos[0].line}` : '';
      // The parser's own words quote the file.
      throw new ManifestNotEditableError(
        `${file}${where} is not valid YAML (${code}); ${
          text.includes('{{')
            ? 'a template cannot be edited: keep the labels in a values file, and name it with valuesPath'
            : 'correct the file'
        }`,
      );
    }
  }
  if (
    documents.some(({ contents }) => isMap(contents) && has(contents, 'sops'))
  ) {
    throw new ManifestNotEditableError(
      `${file} is encrypted by SOPS, and a change would invalidate its signature; move the namespace to a file that is not encrypted`,
    );
  }
  return documents;
}

/** The pair of a map with this key. */
export function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find(
    item => isScalar(item.key) && item.key.value === key,
  ) as Pair | undefined;
}

/** Whether a map has a key. */
function has(map: YAMLMap, key: string): boolean {
  return pairOf(map, key) !== undefined;
}

/** Whether a map takes keys from an alias, by the merge key `<<`. */
export function isMerged(map: YAMLMap): boolean {
  return has(map, '<<');
}

/** Whether a document declares, or patches, the Namespace of this name. */
export function isNamespaceDocument(
  document: ManifestDocument,
  namespace: string,
): boolean {
  const { contents } = document;
  return (
    isMap(contents) &&
    document.get('apiVersion') === 'v1' &&
    document.get('kind') === 'Namespace' &&
    document.getIn(['metadata', 'name']) === namespace
  );
}

/**
 * Whether a file declares, or patches, the Namespace of this name. A file that
 * cannot be parsed declares nothing.
 *
 * @public
 */
export function declaresNamespace(text: string, namespace: string): boolean {
  try {
    return readDocuments(text, 'the file').some(document =>
      isNamespaceDocument(document, namespace),
    );
  } catch (error) {
    if (error instanceof ManifestNotEditableError) {
      return false;
    }
    throw error;
  }
}
