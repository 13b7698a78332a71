/** A line that an edit adds or removes. @public */
export interface ChangedLine {
  readonly change: 'added' | 'removed';
  /** The number of the line from 1 on, in the text that has it. */
  readonly line: number;
  readonly text: string;
}

/** The maximum length of the differing part that is compared line by line. */
const COMPARED = 1_000;

/**
 * The lines in which two texts differ, in order. Line breaks are not compared:
 * `\r\n` counts as `\n`.
 */
export function changedLines(before: string, after: string): ChangedLine[] {
  const old = before.split(/\r?\n/);
  const now = after.split(/\r?\n/);
  let start = 0;
  while (
    start < old.length &&
    start < now.length &&
    old[start] === now[start]
  ) {
    start += 1;
  }
  let oldEnd = old.length;
  let nowEnd = now.length;
  while (
    oldEnd > start &&
    nowEnd > start &&
    old[oldEnd - 1] === now[nowEnd - 1]
  ) {
    oldEnd -= 1;
    nowEnd -= 1;
  }
  return compare(
    old.slice(start, Math.min(oldEnd, start + COMPARED)),
    now.slice(start, Math.min(nowEnd, start + COMPARED)),
    start + 1,
  );
}

/** By the longest common subsequence: the parts are a few lines long. */
function compare(
  old: readonly string[],
  now: readonly string[],
  first: number,
): ChangedLine[] {
  const common = old.map(() => new Array<number>(now.length + 1).fill(0));
  common.push(new Array<number>(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      common[i][j] =
        old[i] === now[j]
          ? common[i + 1][j + 1] + 1
          : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  const lines: ChangedLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      i += 1;
      j += 1;
    } else if (
      j >= now.length ||
      (i < old.length && common[i + 1][j] >= common[i][j + 1])
    ) {
      lines.push({ change: 'removed', line: first + i, text: old[i] });
      i += 1;
    } else {
      lines.push({ change: 'added', line: first + j, text: now[j] });
      j += 1;
    }
  }
  return lines;
}
