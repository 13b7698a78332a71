import { isMap, isNode, isScalar, isSeq, Node, Scalar, YAMLMap } from 'yaml';
import { Fix } from '@central-secrets/manifest-rules';
import { isFlow, nodeAt, pairAt, Placed } from './nodes';
import { writeScalar } from './scalars';
import { TextEdit } from './TextEdit';

/** The text that a fix is made in, and the tree that was read from it. */
interface Piece {
  readonly text: string;
  readonly root: unknown;
}

const INDENT = '  ';

/** How far the line is indented that an offset is in, in characters up to the offset. */
function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function lineBreakOf(text: string): string {
  return /\r\n/.test(text) ? '\r\n' : '\n';
}

function scalarAt({ root }: Piece, fix: Fix): Placed<Scalar> | undefined {
  const node = nodeAt(root, fix.path);
  return isScalar(node) ? (node as Placed<Scalar>) : undefined;
}

function over({ range: [start, end] }: Placed<Node>, text: string): TextEdit {
  return { start, end, text };
}

/** Begins each further line of a block with two more spaces. */
function indentFurtherLines(
  text: string,
  [start, end]: readonly [number, number, ...number[]],
): TextEdit[] {
  const edits: TextEdit[] = [];
  for (
    let at = text.indexOf('\n', start);
    at >= 0 && at + 1 < end;
    at = text.indexOf('\n', at + 1)
  ) {
    if (!/[\r\n]/.test(text[at + 1])) {
      edits.push({ start: at + 1, end: at + 1, text: INDENT });
    }
  }
  return edits;
}

/** Where the last value of a block ends; the comments below it are not a part of it. */
function endOf(text: string, node: Node): number {
  const last = isMap(node) ? node.items.at(-1) : undefined;
  const inner = isSeq(node) ? node.items.at(-1) : last?.value ?? last?.key;
  return isNode(inner)
    ? endOf(text, inner)
    : text.slice(0, node.range?.[1]).trimEnd().length;
}

function isOneLine(text: string, [start, end]: readonly number[]): boolean {
  return !text.slice(start, end).includes('\n');
}

function addToBrackets(
  { text }: Piece,
  map: Placed<YAMLMap>,
  fields: Readonly<Record<string, string>>,
): TextEdit[] | undefined {
  const last = map.items.at(-1);
  const key = last?.key as Placed<Scalar> | undefined;
  const value = last?.value as Placed<Node> | null | undefined;
  if (!key?.range || !value?.range) {
    return undefined;
  }
  const [, end] = value.range;
  const inQuotes = key.type === Scalar.QUOTE_DOUBLE ? key : undefined;
  const column = columnOf(text, key.range[0]);
  const before = text.slice(key.range[0] - column, key.range[0]);
  // Each field stands on a line of its own where the last one does.
  const gap = /^\s*$/.test(before) ? `${lineBreakOf(text)}${before}` : ' ';
  return [
    {
      start: end,
      end,
      text: Object.entries(fields)
        .map(
          ([field, each]) =>
            `,${gap}${writeScalar(field, inQuotes)}: ${writeScalar(
              each,
              inQuotes,
            )}`,
        )
        .join(''),
    },
  ];
}

function addToBlock(
  { text }: Piece,
  map: Placed<YAMLMap>,
  fields: Readonly<Record<string, string>>,
): TextEdit[] | undefined {
  const first = map.items[0]?.key as Placed<Node> | undefined;
  if (!first?.range) {
    return undefined;
  }
  const lineBreak = lineBreakOf(text);
  const indent = ' '.repeat(columnOf(text, first.range[0]));
  const lines = Object.entries(fields).map(
    ([field, value]) => `${field}: ${writeScalar(value, undefined)}`,
  );
  const last = map.items.findLast(({ key, value }) => {
    const [keyNode, node] = [key, value] as [Placed<Node>, Placed<Node> | null];
    return (
      isScalar(node) &&
      node.range !== undefined &&
      isOneLine(text, [keyNode.range[0], node.range[1]])
    );
  });
  if (!last) {
    // Nothing stands on one line, behind which the fields could be written.
    const [start] = first.range;
    return [
      {
        start,
        end: start,
        text: lines.map(line => `${line}${lineBreak}${indent}`).join(''),
      },
    ];
  }
  const [, end] = (last.value as Placed<Node>).range;
  const next = text.indexOf('\n', end);
  const lineEnd =
    next < 0 ? text.length : next - (lineBreak === '\r\n' ? 1 : 0);
  return [
    {
      start: lineEnd,
      end: lineEnd,
      text: lines.map(line => `${lineBreak}${indent}${line}`).join(''),
    },
  ];
}

function nestBlock(
  { text }: Piece,
  map: Placed<Node>,
  head: string,
): TextEdit[] {
  const [start] = map.range;
  return [
    { start, end: start, text: head },
    ...indentFurtherLines(text, [start, endOf(text, map)]),
  ];
}

function substitute(
  piece: Piece,
  fix: Fix & { what: 'substitute' },
): TextEdit[] | undefined {
  const scalar = scalarAt(piece, fix);
  if (!scalar) {
    return undefined;
  }
  const [start, end] = scalar.range;
  const write = (part: string) =>
    scalar.type === Scalar.QUOTE_DOUBLE
      ? JSON.stringify(part).slice(1, -1)
      : part;
  const edits: TextEdit[] = [];
  for (const { from, to } of fix.replacements) {
    const written = write(from);
    for (
      let at = piece.text.indexOf(written, start);
      at >= 0 && at + written.length <= end;
      at = piece.text.indexOf(written, at + written.length)
    ) {
      edits.push({ start: at, end: at + written.length, text: write(to) });
    }
  }
  return edits;
}

/**
 * The edits of a piece of text that make a fix in it, and keep comments, order,
 * quotes and indentation; undefined where it is written in a way that they do
 * not fit, such as with aliases. The caller checks what comes out.
 */
export function editsOf(piece: Piece, fix: Fix): TextEdit[] | undefined {
  const { text, root } = piece;
  switch (fix.what) {
    case 'replace': {
      const scalar = scalarAt(piece, fix);
      return scalar && [over(scalar, writeScalar(fix.value, scalar))];
    }
    case 'quote': {
      const scalar = scalarAt(piece, fix);
      return (
        scalar && [over(scalar, JSON.stringify(text.slice(...rangeOf(scalar))))]
      );
    }
    case 'unquote': {
      const scalar = scalarAt(piece, fix);
      return scalar && [over(scalar, String(scalar.value))];
    }
    case 'rename': {
      const key = pairAt(root, fix.path)?.key;
      return (
        (isScalar(key) && [over(key, writeScalar(fix.to, key))]) || undefined
      );
    }
    case 'add': {
      const map = nodeAt(root, fix.path);
      if (!isMap(map)) {
        return undefined;
      }
      const add = isFlow(map) ? addToBrackets : addToBlock;
      return add(piece, map as Placed<YAMLMap>, fix.fields);
    }
    case 'list': {
      const pair = pairAt(root, fix.path);
      const map = nodeAt(root, fix.path);
      if (!pair || !isMap(map) || !isScalar(pair.key)) {
        return undefined;
      }
      const renamed = over(pair.key, writeScalar(fix.to, pair.key));
      if (!isFlow(map)) {
        return [renamed, ...nestBlock(piece, map, '- ')];
      }
      const [start, end] = map.range;
      return [
        renamed,
        { start, end: start, text: '[' },
        { start: end, end, text: ']' },
      ];
    }
    case 'nest': {
      const map = nodeAt(root, fix.path);
      if (!isMap(map)) {
        return undefined;
      }
      if (!isFlow(map)) {
        const [start] = map.range;
        const indent = ' '.repeat(columnOf(text, start) + INDENT.length);
        return nestBlock(
          piece,
          map,
          `${fix.under}:${lineBreakOf(text)}${indent}`,
        );
      }
      const [start, end] = map.range;
      const key = map.items[0]?.key as Scalar | undefined;
      const under = writeScalar(
        fix.under,
        key?.type === Scalar.QUOTE_DOUBLE ? key : undefined,
      );
      return [
        { start, end: start, text: `{ ${under}: ` },
        { start: end, end, text: ' }' },
      ];
    }
    case 'substitute':
      return substitute(piece, fix);
    default:
      return undefined;
  }
}

function rangeOf({ range }: Placed<Node>): [number, number] {
  return [range[0], range[1]];
}
