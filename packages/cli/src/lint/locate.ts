import { isMap, isScalar, isSeq, Node, parseDocument } from 'yaml';
import { Path } from '@central-secrets/backstage-plugin-central-secrets-common/rules';
import { SourceManifest, YAML_OPTIONS } from './parseSource';

/** Where one step leads, and where it is written. */
function follow(
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

/**
 * The offset in a file of a place in a manifest. Of a field it is where its
 * key stands; of one that is missing, where the nearest that is there stands.
 */
export function locate(found: SourceManifest, path: Path): number {
  const [start, end] = found.range;
  const piece = found.source.text.slice(start, end);
  const document = parseDocument(piece, YAML_OPTIONS);
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const step of [...found.path, ...path]) {
    const next = follow(node, step);
    if (!next) break;
    node = next.node;
    offset = next.offset ?? offset;
  }
  return start + offset;
}
