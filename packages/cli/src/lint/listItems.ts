import { Composer, CST, Document, Parser } from 'yaml';
import { YAML_OPTIONS } from './yamlOptions';

/** Thrown where items can only be read together with the document they are in. */
export class MustBeWhole extends Error {}

type Items = CST.BlockSequence | CST.FlowCollection;
type Item = Items['items'][number];

/** How many items are left with the parser before some are taken. */
const AT_A_TIME = 4;

/** The tokens that may stand before an item without changing its meaning. */
const MEANINGLESS: readonly CST.SourceToken['type'][] = [
  'comma',
  'comment',
  'newline',
  'seq-item-ind',
  'space',
];

/** The list under `items` of a document's map, while the parser is in it. */
function openItems([document, map, items]: readonly CST.Token[]):
  | Items
  | undefined {
  if (document?.type !== 'document') {
    return undefined;
  }
  if (map?.type !== 'block-map' && map?.type !== 'flow-collection') {
    return undefined;
  }
  const isList =
    items?.type === 'block-seq' ||
    (items?.type === 'flow-collection' &&
      items.start.type === 'flow-seq-start');
  if (!isList || items.items.length < AT_A_TIME) {
    return undefined;
  }
  const key = CST.resolveAsScalar(map.items.at(-1)?.key);
  return key?.value === 'items' ? items : undefined;
}

/** An item as if it were a document. */
function asDocument({ start, key, sep = [], value }: Item): Document.Parsed {
  // In brackets the parser takes an item for a key until it has read them all.
  const content = key ?? value;
  const isPlain = [...start, ...sep].every(({ type }) =>
    MEANINGLESS.includes(type),
  );
  if (!content || !isPlain) {
    throw new MustBeWhole();
  }
  const token: CST.Token = {
    type: 'document',
    offset: content.offset,
    start: [],
    value: content,
  };
  const [document] = new Composer(YAML_OPTIONS).compose([token]);
  return document;
}

/**
 * Takes the items of a List from the parser that it has read to their end, each
 * as a document with the offsets of the whole text. An item may fail alone that
 * an anchor of another one would make good.
 *
 * @throws MustBeWhole where one carries an anchor or a tag
 */
export function takeItems({ stack }: Parser): Document.Parsed[] {
  const items = openItems(stack);
  if (!items) {
    return [];
  }
  // The last one is being read, and may move what stands after the one before.
  const whole: Item[] = items.items.splice(0, items.items.length - 2);
  const [first] = items.items;
  first.start = first.start.filter(({ type }) => type !== 'comma');
  return whole.map(asDocument);
}
