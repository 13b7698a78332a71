import { LineCounter, Node, ToJSOptions, YAMLError } from 'yaml';
import { redactText } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Manifest, manifestOf } from '@central-secrets/manifest-rules';
import { documentsOf, Piece, Refusal } from './documents';
import { duplicateKeyOffset } from './duplicateKey';
import { follow } from './follow';
import { MustBeWhole } from './listItems';
import { Unreadable } from './outcome';
import { Source } from './Source';
import { shareTexts } from './shareTexts';
import { SourceManifest } from './SourceManifest';

/** An alias may be used this often; a "bomb" of aliases is stopped by it. */
const TO_JS: ToJSOptions = { maxAliasCount: 100 };

type Origin = Pick<SourceManifest, 'range' | 'path'>;

function isList(manifest: Manifest | undefined): boolean {
  return (
    manifest !== undefined &&
    manifest.kind.endsWith('List') &&
    Array.isArray(manifest.object.items)
  );
}

/** The manifest of an object, or those in a List; `node` is undefined where an alias hides it. */
function manifestsOf(
  object: unknown,
  node: unknown,
  origin: Origin,
): Omit<SourceManifest, 'source'>[] {
  const manifest = manifestOf(object);
  if (!manifest) {
    return [];
  }
  if (!isList(manifest)) {
    return [{ manifest, ...origin }];
  }
  const items = manifest.object.items as unknown[];
  const list = follow(node, 'items')?.node;
  return items.flatMap((item, index) => {
    const itemNode = follow(list, index)?.node;
    const { range } = (itemNode ?? {}) as Partial<Node>;
    return manifestsOf(
      item,
      itemNode,
      range
        ? { range: [range[0], range[2]], path: [] }
        : { ...origin, path: [...origin.path, 'items', index] },
    );
  });
}

/** Whether a value stands somewhere within itself, which an alias can bring about. */
function holdsItself(value: unknown, around = new Set<unknown>()): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  if (around.has(value)) {
    return true;
  }
  around.add(value);
  const holds = Object.values(value).some(each => holdsItself(each, around));
  around.delete(value);
  return holds;
}

/** An alias may stand for a key, as Kubernetes' tools read it, if its anchor is a text. */
function isAliasAsKey({ code, pos }: YAMLError, { text }: Source): boolean {
  return code === 'NON_STRING_KEY' && text[pos[0]] === '*';
}

/** The content of a file, and the parts of it that cannot be read. */
export interface ParsedSource {
  readonly manifests: SourceManifest[];
  readonly unreadable: Unreadable[];
  /** It was named, and there is nothing in it for anyone. */
  readonly isEmpty?: boolean;
}

/**
 * Returns the result of `parseSource`, with or without splitting Lists.
 *
 * @throws MustBeWhole where the items of a List have to be read with it
 */
export function parse(source: Source, splitLists: boolean): ParsedSource {
  const manifests: SourceManifest[] = [];
  const unreadable: Unreadable[] = [];
  const lines = new LineCounter();
  const texts = new Map<string, string>();
  // Where the items begin of a List that is not read to its end.
  let listStart: number | undefined;

  const refuse = (offset: number | undefined, message: string) => {
    if (listStart !== undefined) {
      throw new MustBeWhole();
    }
    const at = offset === undefined ? undefined : lines.linePos(offset);
    unreadable.push({
      place: at ? `${source.file}:${at.line}:${at.col}` : source.file,
      message,
    });
  };
  const take = ({ document, isItem }: Piece) => {
    if (isItem) {
      listStart ??= manifests.length;
    }
    const error = document.errors.find(each => !isAliasAsKey(each, source));
    if (error) {
      refuse(error.pos[0], `is no valid YAML: ${redactText(error.message)}`);
      return;
    }
    const duplicate = duplicateKeyOffset(document.contents);
    if (duplicate !== undefined) {
      refuse(duplicate, 'is no valid YAML: the key is in its map already');
      return;
    }
    shareTexts(document.contents, texts);
    let object: unknown;
    try {
      object = document.toJS(TO_JS);
      if (holdsItself(object)) {
        throw new Error('an anchor holds its own alias');
      }
    } catch (problem) {
      refuse(
        document.range[0],
        `is no acceptable YAML: ${redactText((problem as Error).message)}`,
      );
      return;
    }
    if (!isItem && listStart !== undefined) {
      if (!isList(manifestOf(object))) {
        throw new MustBeWhole();
      }
      listStart = undefined;
    }
    const range = [document.range[0], document.range[2]] as const;
    for (const found of manifestsOf(object, document.contents, {
      range,
      path: [],
    })) {
      manifests.push({ ...found, source });
    }
  };
  try {
    for (const piece of documentsOf(source.text, lines, splitLists)) {
      take(piece);
    }
  } catch (problem) {
    if (problem instanceof MustBeWhole) {
      throw problem;
    }
    // A List that is cut off contributes no manifests.
    manifests.length = listStart ?? manifests.length;
    listStart = undefined;
    refuse(
      problem instanceof Refusal ? problem.offset : undefined,
      problem instanceof Refusal
        ? problem.message
        : `is no acceptable YAML: ${redactText((problem as Error).message)}`,
    );
  }
  const isEmpty =
    manifests.length === 0 && unreadable.length === 0 && source.named;
  return { manifests, unreadable, ...(isEmpty ? { isEmpty } : {}) };
}

/**
 * All manifests of a file. The trees of nodes are not kept, because those of
 * 10,000 documents would take gigabytes: `Locator` parses a piece again. A List
 * is read item by item for the same reason, where its items allow that.
 */
export function parseSource(source: Source): ParsedSource {
  try {
    return parse(source, true);
  } catch (problem) {
    if (!(problem instanceof MustBeWhole)) {
      throw problem;
    }
    return parse(source, false);
  }
}
