import { isDeepStrictEqual } from 'node:util';
import { Fix } from '@central-secrets/manifest-rules';
import { isScalar } from 'yaml';
import { Locator } from '../locate';
import { ParsedSource, parseSource } from '../parseSource';
import { SourceManifest } from '../SourceManifest';
import { Source } from '../Source';
import { applyFix } from './applyFix';
import { editsOf } from './editsOf';
import { isUntouchable } from './isUntouchable';
import { nodeAt } from './nodes';
import { applyEdits, TextEdit } from './TextEdit';

/** A fix, and the place of its manifest in a file. */
export interface PlacedFix {
  readonly origin: SourceManifest;
  readonly fix: Fix;
}

/** A fix as edits of a file, and what the file's manifests have to be after it. */
interface Change {
  readonly fix: PlacedFix;
  readonly edits: readonly TextEdit[];
  readonly written: string;
}

function changeOf(placed: PlacedFix, locator: Locator): Change | undefined {
  const { origin, fix } = placed;
  const { text, root, shift } = locator.pieceOf(origin);
  const whole = { ...fix, path: [...origin.path, ...fix.path] };
  const edits = editsOf({ text, root }, whole);
  if (!edits || edits.length === 0) {
    return undefined;
  }
  const node = nodeAt(root, whole.path);
  return {
    fix: placed,
    edits: edits.map(edit => ({
      ...edit,
      start: edit.start + shift,
      end: edit.end + shift,
    })),
    written: isScalar(node) ? text.slice(node.range![0], node.range![1]) : '',
  };
}

function keyOf({ range, path }: SourceManifest): string {
  return JSON.stringify([range[0], path]);
}

/**
 * The text with some changes made; undefined where it does not hold exactly the
 * manifests that it has to hold then.
 */
function change(
  source: Source,
  before: ParsedSource,
  changes: readonly Change[],
): string | undefined {
  const text = applyEdits(
    source.text,
    changes.flatMap(({ edits }) => edits),
  );
  if (text === undefined) {
    return undefined;
  }
  const after = parseSource({ ...source, text });
  const expected = before.manifests.map(origin =>
    changes
      .filter(({ fix }) => keyOf(fix.origin) === keyOf(origin))
      .reduce<unknown>(
        (object, { fix, written }) => applyFix(object, fix.fix, written),
        origin.manifest.object,
      ),
  );
  const isExpected =
    after.unreadable.length === 0 &&
    isDeepStrictEqual(
      after.manifests.map(({ manifest }) => manifest.object),
      expected,
    );
  return isExpected ? text : undefined;
}

/** The first of those changes that are made of one and the same edits. */
function different(changes: readonly Change[]): Change[] {
  return [
    ...new Map(
      changes.map(each => [JSON.stringify(each.edits), each] as const),
    ).values(),
  ];
}

/**
 * The text of a file with fixes made in it, and how many were made. A fix is
 * left out where the changed text would not be read as it has to be.
 */
export function fixText(
  source: Source,
  fixes: readonly PlacedFix[],
): { readonly text: string; readonly count: number } {
  const before = parseSource(source);
  if (isUntouchable(source, before)) {
    return { text: source.text, count: 0 };
  }
  const locator = new Locator();
  const changes = different(
    fixes.flatMap(each => changeOf(each, locator) ?? []),
  );
  if (changes.length === 0) {
    return { text: source.text, count: 0 };
  }
  const all = change(source, before, changes);
  if (all !== undefined) {
    return { text: all, count: changes.length };
  }
  // One that does not fit must not keep the others from being made.
  const made: Change[] = [];
  let text = source.text;
  for (const each of changes) {
    const next = change(source, before, [...made, each]);
    if (next !== undefined) {
      made.push(each);
      text = next;
    }
  }
  return { text, count: made.length };
}
