import { hideCredentials } from '@central-secrets/backstage-plugin-central-secrets-node';
import { FixedFile } from './fixFiles';

/** A run of lines that takes the place of another one. */
interface Hunk {
  /** The index of the first line, before and after. */
  readonly from: readonly [before: number, after: number];
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** How far equal lines are looked for; fixes add a few lines in one place. */
const FARTHEST = 64;

/** The nearest pair of equal lines from two places on, by the sum of both distances. */
function nextEqual(
  before: readonly string[],
  after: readonly string[],
  [at, to]: readonly [number, number],
): readonly [number, number] {
  for (let sum = 0; sum <= FARTHEST; sum += 1) {
    for (let skipped = 0; skipped <= sum; skipped += 1) {
      const [i, j] = [at + skipped, to + sum - skipped];
      if (i < before.length && j < after.length && before[i] === after[j]) {
        return [i, j];
      }
    }
  }
  return [before.length, after.length];
}

function hunksOf(before: readonly string[], after: readonly string[]): Hunk[] {
  const hunks: Hunk[] = [];
  let place: readonly [number, number] = [0, 0];
  while (place[0] < before.length || place[1] < after.length) {
    const next = nextEqual(before, after, place);
    if (next[0] > place[0] || next[1] > place[1]) {
      hunks.push({
        from: place,
        removed: before.slice(place[0], next[0]),
        added: after.slice(place[1], next[1]),
      });
    }
    place = [next[0] + 1, next[1] + 1];
  }
  return hunks;
}

/** As `diff -U0` counts: a run without lines is named by the line before it. */
function rangeOf(index: number, { length }: readonly string[]): string {
  return `${length === 0 ? index : index + 1},${length}`;
}

/**
 * What fixes change in a file, line by line, as `diff -U0` writes it, and
 * without what may be a credential.
 */
export function differenceOf({ file, before, after }: FixedFile): string[] {
  const lines = (text: string) => text.split(/\r?\n/);
  return [
    `--- ${file}`,
    `+++ ${file}`,
    ...hunksOf(lines(before), lines(after)).flatMap(
      ({ from, removed, added }) => [
        `@@ -${rangeOf(from[0], removed)} +${rangeOf(from[1], added)} @@`,
        ...removed.map(line => `-${hideCredentials(line)}`),
        ...added.map(line => `+${hideCredentials(line)}`),
      ],
    ),
  ];
}
