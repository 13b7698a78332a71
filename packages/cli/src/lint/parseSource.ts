import {
  Composer,
  Document,
  Lexer,
  LineCounter,
  Node,
  Parser,
  ToJSOptions,
} from 'yaml';
import {
  Manifest,
  manifestOf,
  Path,
} from '@central-secrets/backstage-plugin-central-secrets-common/rules';
import { duplicateKeyOffset } from './duplicateKey';
import { follow } from './follow';
import { Unreadable } from './outcome';
import { Source } from './readSources';
import { YAML_OPTIONS } from './yamlOptions';

/** A manifest, and the piece of a file that it was written in. */
export interface SourceManifest {
  readonly manifest: Manifest;
  readonly source: Source;
  /** Where the piece begins and ends in the text: a YAML document, or an item of a List. */
  readonly range: readonly [start: number, end: number];
  /** Where in the piece the manifest stands, where it is not the whole of it. */
  readonly path: Path;
}

/** No Kubernetes object is half as deep, and the stack ends at about a thousand. */
const DEEPEST = 200;

/** Twice as many as 10,000 distributions have; read in about 10 s. */
const MOST_LEXEMES = 6_000_000;

/** An alias may be used this often; a "bomb" of aliases is stopped by it. */
const TO_JS: ToJSOptions = { maxAliasCount: 100 };

type Piece = Pick<SourceManifest, 'range' | 'path'>;

/** The manifest of an object, or those in a List; `node` is undefined where an alias hides it. */
function manifestsOf(
  object: unknown,
  node: unknown,
  piece: Piece,
): Omit<SourceManifest, 'source'>[] {
  const manifest = manifestOf(object);
  if (!manifest) return [];
  const { items } = manifest.object;
  if (!manifest.kind.endsWith('List') || !Array.isArray(items)) {
    return [{ manifest, ...piece }];
  }
  const list = follow(node, 'items')?.node;
  return items.flatMap((item, index) => {
    const itemNode = follow(list, index)?.node;
    const { range } = (itemNode ?? {}) as Partial<Node>;
    return manifestsOf(
      item,
      itemNode,
      range
        ? { range: [range[0], range[2]], path: [] }
        : { ...piece, path: [...piece.path, 'items', index] },
    );
  });
}

/** Whether a value stands somewhere within itself, which an alias can bring about. */
function holdsItself(value: unknown, around = new Set<unknown>()): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (around.has(value)) return true;
  around.add(value);
  const holds = Object.values(value).some(each => holdsItself(each, around));
  around.delete(value);
  return holds;
}

/** Thrown where a text is no manifest, whatever else is in it. */
class Refusal extends Error {
  constructor(readonly offset: number, message: string) {
    super(message);
  }
}

/** The YAML documents of a text, bounded in depth and number of parts. */
function* documentsOf(
  text: string,
  lines: LineCounter,
): Iterable<Document.Parsed> {
  const parser = new Parser(lines.addNewLine);
  const composer = new Composer(YAML_OPTIONS);
  let lexemes = 0;
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) yield* composer.next(token);
    lexemes += 1;
    if (parser.stack.length > DEEPEST) {
      throw new Refusal(
        parser.offset,
        `is nested deeper than ${DEEPEST} levels: no Kubernetes object is`,
      );
    }
    if (lexemes > MOST_LEXEMES) {
      throw new Refusal(
        parser.offset,
        `has more than ${MOST_LEXEMES} words and marks: split it`,
      );
    }
  }
  for (const token of parser.end()) yield* composer.next(token);
  yield* composer.end();
}

/**
 * All manifests of a file. The trees of nodes are not kept, because those of
 * 10,000 documents would take gigabytes: `Locator` parses a piece again.
 */
export function parseSource(source: Source): {
  manifests: SourceManifest[];
  unreadable: Unreadable[];
} {
  const manifests: SourceManifest[] = [];
  const unreadable: Unreadable[] = [];
  const lines = new LineCounter();

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
      if (holdsItself(object)) throw new Error('an anchor holds its own alias');
    } catch (problem) {
      refuse(
        document.range[0],
        `is no acceptable YAML: ${(problem as Error).message}`,
      );
      return;
    }
    const range = [document.range[0], document.range[2]] as const;
    const piece = { range, path: [] };
    for (const found of manifestsOf(object, document.contents, piece)) {
      manifests.push({ ...found, source });
    }
  };
  try {
    for (const document of documentsOf(source.text, lines)) take(document);
  } catch (problem) {
    if (problem instanceof Refusal) refuse(problem.offset, problem.message);
    else
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
