/** The names of objects in namespaces, as `namespace/name`. */

/** No name has a space. */
export const SEPARATOR = ' ';

/** Splits the name of an object in a namespace. */
export function splitName(title: string): [namespace: string, name: string] {
  const slash = title.indexOf('/');
  return [title.slice(0, slash), title.slice(slash + 1)];
}

/** Those of some namespaces. */
export function* within(
  titles: Iterable<string>,
  isWanted: (namespace: string) => boolean,
): Iterable<string> {
  for (const title of titles) {
    if (isWanted(splitName(title)[0])) {
      yield title;
    }
  }
}

/** The first so many in the order of their keys, without sorting the others. */
export function firstOf(
  titles: Iterable<string>,
  keyOf: (title: string) => string,
  most: number,
): string[] {
  const first: { readonly key: string; readonly title: string }[] = [];
  for (const title of titles) {
    const key = keyOf(title);
    if (first.length === most && key >= first[most - 1].key) {
      continue;
    }
    let index = first.length;
    while (index > 0 && first[index - 1].key > key) {
      index -= 1;
    }
    first.splice(index, 0, { key, title });
    first.length = Math.min(first.length, most);
  }
  return first.map(({ title }) => title);
}
