import {
  Composer,
  Document,
  DocumentOptions,
  LineCounter,
  ParseOptions,
  Parser,
  SchemaOptions,
  ToJSOptions,
} from 'yaml';
import {
  Manifest,
  manifestOf,
  Path,
} from '@central-secrets/backstage-plugin-central-secrets-common/rules';
import { duplicateKeyOffset } from './duplicateKey';
import { Unreadable } from './outcome';
import { Source } from './readSources';

/** A manifest, and the piece of a file that it was written in. */
export interface SourceManifest {
  readonly manifest: Manifest;
  readonly source: Source;
  /** Where the YAML document begins and ends in the text. */
  readonly range: readonly [start: number, end: number];
  /** Where in the document the manifest stands: `items`, 3 in a List. */
  readonly path: Path;
}

/**
 * YAML as Kubernetes' tools read it (sigs.k8s.io/yaml, YAML 1.1): `yes` is no
 * text. Dates stay texts there.
 */
export const YAML_OPTIONS: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.1',
  customTags: tags =>
    tags.filter(
      tag =>
        typeof tag === 'string' ||
        !/timestamp|binary|omap|pairs|set$/.test(tag.tag),
    ),
  prettyErrors: false,
  stringKeys: true,
  // Looked for by `duplicateKeyOffset`.
  uniqueKeys: false,
};

/** An alias may be used this often; a "bomb" of aliases is stopped by it. */
const TO_JS: ToJSOptions = { maxAliasCount: 100 };

function manifestsOf(object: unknown): { manifest: Manifest; path: Path }[] {
  const manifest = manifestOf(object);
  if (!manifest) return [];
  const { items } = manifest.object;
  if (!manifest.kind.endsWith('List') || !Array.isArray(items)) {
    return [{ manifest, path: [] }];
  }
  return items.flatMap((item, index) =>
    manifestsOf(item).map(inner => ({
      ...inner,
      path: ['items', index, ...inner.path],
    })),
  );
}

/**
 * All manifests of a file. The trees of nodes are not kept, because those of
 * 10,000 documents would take gigabytes: `locate` parses a document again.
 */
export function parseSource(source: Source): {
  manifests: SourceManifest[];
  unreadable: Unreadable[];
} {
  const manifests: SourceManifest[] = [];
  const unreadable: Unreadable[] = [];
  const lines = new LineCounter();
  const parser = new Parser(lines.addNewLine);
  const composer = new Composer(YAML_OPTIONS);

  const refuse = (offset: number | undefined, message: string) => {
    const at = offset === undefined ? undefined : lines.linePos(offset);
    unreadable.push({
      place: at ? `${source.file}:${at.line}:${at.col}` : source.file,
      message,
    });
  };
  const take = (document: Document.Parsed) => {
    const [error] = document.errors;
    if (error) {
      refuse(error.pos[0], `is no valid YAML: ${error.message}`);
      return;
    }
    const duplicate = duplicateKeyOffset(document.contents);
    if (duplicate !== undefined) {
      refuse(duplicate, 'is no valid YAML: the key is in its map already');
      return;
    }
    let object: unknown;
    try {
      object = document.toJS(TO_JS);
    } catch (problem) {
      refuse(
        document.range[0],
        `is no acceptable YAML: ${(problem as Error).message}`,
      );
      return;
    }
    for (const found of manifestsOf(object)) {
      const range = [document.range[0], document.range[2]] as const;
      manifests.push({ ...found, source, range });
    }
  };
  try {
    for (const token of parser.parse(source.text)) {
      for (const document of composer.next(token)) take(document);
    }
    for (const document of composer.end()) take(document);
  } catch (problem) {
    // Nesting beyond all measure ends in a RangeError.
    refuse(undefined, `is no acceptable YAML: ${(problem as Error).message}`);
  }
  if (manifests.length === 0 && unreadable.length === 0 && source.named) {
    refuse(
      undefined,
      'holds no Kubernetes object: one has apiVersion, kind and metadata',
    );
  }
  return { manifests, unreadable };
}
