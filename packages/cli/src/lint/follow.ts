import { isMap, isScalar, isSeq, Node } from 'yaml';

/** Where one step of a path leads, and where that is written; undefined where it leads nowhere. */
export function follow(
  node: unknown,
  step: string | number,
): { node: unknown; offset?: number } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(
      ({ key }) => isScalar(key) && String(key.value) === String(step),
    );
    return pair && { node: pair.value, offset: (pair.key as Node).range?.[0] };
  }
  if (isSeq(node)) {
    const item = node.items[Number(step)] as Node | undefined;
    return item && { node: item, offset: item.range?.[0] };
  }
  return undefined;
}
