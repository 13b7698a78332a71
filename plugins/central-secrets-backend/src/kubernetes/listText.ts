/** A list of custom resources whose items are not parsed yet. */
export interface CutList {
  /** The list, with an empty list of items. */
  readonly envelope: unknown;
  /** The JSON of each item. */
  readonly items: readonly string[];
}

const ITEMS = '"items":[';
/** An item begins with its version and kind: the keys are sorted. */
const HEAD_OF_ITEM = /^\{"apiVersion":"[^"\\]+","kind":"[^"\\]+",/;

/**
 * Cuts the API server's JSON of a list into its items, so that each can be
 * parsed and dropped separately and the list's own metadata (is there another
 * page?) is known before any is parsed.
 *
 * The places to cut at are found by text that cannot stand within a JSON
 * string, since quotes are escaped there; a cut within an item leaves two
 * pieces that are not JSON. undefined where the text is not written as the API
 * server writes it.
 */
export function cutList(text: string): CutList | undefined {
  const from = text.indexOf(ITEMS) + ITEMS.length;
  const head = HEAD_OF_ITEM.exec(text.slice(from, from + 500))?.[0];
  const to = text.lastIndexOf('],"kind":"');
  if (from < ITEMS.length || head === undefined || to < from) {
    return undefined;
  }
  try {
    return {
      envelope: JSON.parse(text.slice(0, from) + text.slice(to)),
      items: cutItems(text, { from, to, head }),
    };
  } catch {
    return undefined;
  }
}

function cutItems(
  text: string,
  { from, to, head }: { from: number; to: number; head: string },
): string[] {
  const items: string[] = [];
  let start = from;
  for (;;) {
    const next = text.indexOf(`},${head}`, start);
    if (next === -1 || next >= to) {
      items.push(text.slice(start, to));
      return items;
    }
    items.push(text.slice(start, next + 1));
    start = next + 2;
  }
}
