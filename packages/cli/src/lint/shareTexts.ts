import { isCollection, isPair, isScalar } from 'yaml';

/**
 * Keeps each different text of a tree once, and in one piece: the `yaml` library
 * puts a text in quotes together character by character, and until it is looked
 * up the engine keeps that as a chain of all its beginnings. In JSON, where every
 * text is in quotes, these need more memory than everything else.
 */
export function shareTexts(node: unknown, texts: Map<string, string>): void {
  if (isScalar(node)) {
    const { value } = node;
    if (typeof value !== 'string') {
      return;
    }
    const known = texts.get(value);
    if (known === undefined) {
      texts.set(value, value);
    } else {
      node.value = known;
    }
  } else if (isPair(node)) {
    shareTexts(node.key, texts);
    shareTexts(node.value, texts);
  } else if (isCollection(node)) {
    node.items.forEach(item => shareTexts(item, texts));
  }
}
