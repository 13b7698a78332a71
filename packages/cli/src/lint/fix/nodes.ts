import { isAlias, isMap, isScalar, isSeq, Node, Pair, YAMLMap } from 'yaml';
import { Path } from '@central-secrets/manifest-rules';

/** A node whose place in the text is known. */
export type Placed<T extends Node> = T & { range: [number, number, number] };

function isPlaced<T extends Node>(
  node: T | null | undefined,
): node is Placed<T> {
  return Boolean(node?.range) && !isAlias(node);
}

/** The entry of a map under a key that is written in place. */
function pairOf(
  map: unknown,
  key: string | number,
): Pair<Placed<Node>, Node | null> | undefined {
  if (!isMap(map)) {
    return undefined;
  }
  const pair = map.items.find(
    each => isScalar(each.key) && String(each.key.value) === String(key),
  );
  return pair && isPlaced(pair.key as Node)
    ? (pair as Pair<Placed<Node>, Node | null>)
    : undefined;
}

/** The node at a path; undefined where an alias or nothing stands there. */
export function nodeAt(root: unknown, path: Path): Placed<Node> | undefined {
  let node = root;
  for (const step of path) {
    node = isSeq(node) ? node.items[Number(step)] : pairOf(node, step)?.value;
  }
  return isPlaced(node as Node | undefined)
    ? (node as Placed<Node>)
    : undefined;
}

/** The entry of a map at a path. */
export function pairAt(root: unknown, path: Path) {
  const [key] = path.slice(-1);
  return key === undefined
    ? undefined
    : pairOf(nodeAt(root, path.slice(0, -1)), key);
}

/** A map in brackets, as in JSON. */
export function isFlow(map: YAMLMap): boolean {
  return map.flow === true;
}
