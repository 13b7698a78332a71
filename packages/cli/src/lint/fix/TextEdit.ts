/** Replaces the text from `start` up to `end`, as offsets in a file. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with all edits made; undefined where two of them overlap. */
export function applyEdits(
  text: string,
  edits: readonly TextEdit[],
): string | undefined {
  const inOrder = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const pieces: string[] = [];
  let at = 0;
  for (const edit of inOrder) {
    if (edit.start < at) {
      return undefined;
    }
    pieces.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  return [...pieces, text.slice(at)].join('');
}
