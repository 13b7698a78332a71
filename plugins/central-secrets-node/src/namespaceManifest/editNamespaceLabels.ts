import { isDeepStrictEqual } from 'node:util';
import { isNode, isScalar, Pair, Scalar } from 'yaml';
import { LabelChange } from '../selection';
import { ChangedLine, changedLines } from './changedLines';
import { findLabels, FoundLabels } from './findLabels';
import { labelLine, labelValue, quoteOf } from './labelText';
import { ManifestNotEditableError } from './ManifestNotEditableError';
import { LabelPlace } from './place';
import { ManifestDocument, pairOf, readDocuments } from './readDocuments';
import {
  applySplice,
  insertBelow,
  lineEnd,
  lineStart,
  removeLines,
  TextSplice,
} from './TextSplice';

/** The text of a file with other labels. @public */
export interface EditedManifest {
  readonly text: string;
  /** The lines that differ; none: the labels were already as asked for. */
  readonly lines: readonly ChangedLine[];
}

/** One label of a change; without a value it is removed. */
interface LabelEdit {
  readonly key: string;
  readonly value?: string;
}

const INDENT = 2;

/**
 * Changes the labels of a Namespace in the text of its file, so that only the
 * lines of these labels differ: comments, order, quotes, indentation and line
 * breaks stay as they are.
 *
 * A kustomize patch of the Namespace is edited like its manifest. With
 * `valuesPath`, the labels are inside the values of a Helm chart.
 *
 * Labels that are already as asked for stay untouched; so a repeated edit
 * changes nothing.
 *
 * @throws ManifestNotEditableError where the labels are not there exactly once,
 * or the lines of the labels cannot be changed alone
 * @public
 */
export function editNamespaceLabels(
  text: string,
  place: LabelPlace,
  change: LabelChange,
): EditedManifest {
  const edits: LabelEdit[] = [
    ...change.remove.map(key => ({ key })),
    ...Object.entries(change.add).map(([key, value]) => ({ key, value })),
  ];
  const edited = edits.reduce((now, edit) => {
    const splice = editOne(now, place, edit);
    return splice ? applySplice(now, splice) : now;
  }, text);
  requireOnlyLabels(text, edited, place, change);
  return { text: edited, lines: changedLines(text, edited) };
}

/** Returns the change of the text for one label; undefined: it is already so. */
function editOne(
  text: string,
  place: LabelPlace,
  { key, value }: LabelEdit,
): TextSplice | undefined {
  const found = findLabels(readDocuments(text, place.file), place);
  const present = found.labels && pairOf(found.labels, key);
  if (value === undefined) {
    return present && removeLabel(text, found, present);
  }
  if (!present) {
    return addLabel(text, found, { key, value });
  }
  const node = present.value;
  if (isScalar(node) && node.value === value) {
    return undefined;
  }
  if (!isScalar(node) || !node.range) {
    throw new ManifestNotEditableError(
      `${place.file}: the label ${key} is not a plain value; write its value out`,
    );
  }
  const quote = node.type === Scalar.QUOTE_SINGLE ? "'" : '"';
  const [start, end] = node.range;
  return { start, end, text: labelValue(key, value, quote) };
}

function addLabel(
  text: string,
  { labels, pair, parent, path }: FoundLabels,
  { key, value }: Required<LabelEdit>,
): TextSplice {
  const line = labelLine(key, value, quoteOf(labels));
  if (labels) {
    const indent = indentOf(text, labels.items[0]);
    return insertBelow(text, endOf(text, labels.items.at(-1)!), [
      `${indent}${line}`,
    ]);
  }
  const indent = indentOf(text, parent.items[0]);
  const inner = `${indent}${' '.repeat(INDENT)}${line}`;
  if (!pair) {
    const name = path.at(-1)!;
    const above = pairOf(parent, 'name') ?? parent.items.at(-1)!;
    return insertBelow(text, endOf(text, above), [`${indent}${name}:`, inner]);
  }
  // `labels: {}` becomes `labels:` with a line below; a comment stays.
  const [start, end] = bracesOf(text, pair);
  const below = insertBelow(text, end, [inner]);
  return {
    start,
    end: below.end,
    text: text.slice(end, below.start) + below.text,
  };
}

function removeLabel(
  text: string,
  { labels, pair, parent }: FoundLabels,
  present: Pair,
): TextSplice {
  const start = startOf(present);
  const end = endOf(text, present);
  if (labels!.items.length > 1) {
    return removeLines(text, start, end);
  }
  const labelsStart = startOf(pair!);
  const colon = colonOf(text, pair!);
  const between = text.slice(colon, lineStart(text, start));
  const isLeftEmpty =
    parent.items.length > 1 &&
    /^[ \t]*\r?\n$/.test(between) &&
    !isIndentedComment(text, lineEnd(text, end), indentOf(text, present));
  if (isLeftEmpty) {
    return removeLines(text, labelsStart, end);
  }
  // An empty `labels:` is null, which in a kustomize patch takes all away.
  const removed = removeLines(text, start, end);
  return {
    start: colon,
    end: removed.end,
    text: ` {}${text.slice(colon, removed.start)}`,
  };
}

/** Whether a line is a comment that belongs to labels of this indentation. */
function isIndentedComment(
  text: string,
  offset: number,
  indent: string,
): boolean {
  return text.startsWith(`${indent}#`, offset);
}

/** The offsets of what stands behind the colon of `labels: {}`, up to the brace. */
function bracesOf(text: string, pair: Pair): [start: number, end: number] {
  const { value } = pair;
  const range = isNode(value) ? value.range : undefined;
  return [colonOf(text, pair), range![1]];
}

/** The offset behind the colon of a key. */
function colonOf(text: string, { key }: Pair): number {
  const range = isNode(key) ? key.range : undefined;
  return text.indexOf(':', range![1]) + 1;
}

function startOf({ key }: Pair): number {
  return isNode(key) ? key.range![0] : 0;
}

/** The indentation of a key, which stands first on its line. */
function indentOf(text: string, pair: Pair): string {
  const start = startOf(pair);
  return text.slice(lineStart(text, start), start);
}

/** The offset behind the last character of a pair, comments not counted. */
function endOf(text: string, { key, value }: Pair): number {
  const node = isNode(value) && value.range ? value : key;
  const [start, end] = isNode(node) ? node.range! : [0, 0];
  const content = text.slice(start, end);
  // The range of a block includes the comments below it.
  const lines = content.split('\n');
  while (lines.length > 1 && /^\s*(?:#.*)?$/.test(lines.at(-1)!)) {
    lines.pop();
  }
  return start + lines.join('\n').trimEnd().length;
}

/**
 * Compares what both texts mean: the labels alone may differ, and by this change
 * alone. What the edit of lines did not foresee (an alias of the labels, a
 * multi-line value) ends here.
 */
function requireOnlyLabels(
  before: string,
  after: string,
  place: LabelPlace,
  change: LabelChange,
): void {
  const documents = readDocuments(before, place.file);
  const { document, path } = findLabels(documents, place);
  const expected = contentsOf(documents, place.file);
  const holder = path
    .slice(0, -1)
    .reduce<any>((node, key) => node[key], expected[document]);
  const name = path.at(-1)!;
  const labels = Object.entries<unknown>(holder[name] ?? {}).filter(
    ([key]) => !change.remove.includes(key),
  );
  holder[name] = { ...Object.fromEntries(labels), ...change.add };
  const actual = readAfter(after, place.file);
  const actualHolder = path
    .slice(0, -1)
    .reduce<any>((node, key) => node?.[key], actual?.[document]);
  if (actualHolder && Object.keys(holder[name]).length === 0) {
    // No labels and none that are written out mean the same.
    actualHolder[name] = {};
  }
  if (!isDeepStrictEqual(actual, expected)) {
    throw new ManifestNotEditableError(
      `${place.file}: a change of the labels would change other parts of the file too; write the labels out, without aliases or values over several lines`,
    );
  }
}

/** The contents of an edited text; undefined: it is no longer valid. */
function readAfter(text: string, file: string): any[] | undefined {
  try {
    return contentsOf(readDocuments(text, file), file);
  } catch (error) {
    if (error instanceof ManifestNotEditableError) {
      return undefined;
    }
    throw error;
  }
}

/** The contents of documents, without shared parts. */
function contentsOf(
  documents: readonly ManifestDocument[],
  file: string,
): any[] {
  try {
    return documents.map(each =>
      JSON.parse(JSON.stringify(each.toJS() ?? null)),
    );
  } catch {
    throw new ManifestNotEditableError(
      `${file} has too many aliases; write them out`,
    );
  }
}
