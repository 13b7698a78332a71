import { FLOW } from './flow';
import { KEYS } from './keys';
import { LISTS } from './lists';
import { NUMBERS } from './numbers';
import { SHAPES } from './shapes';
import { STRINGS } from './strings';
import { TEXTS } from './texts';
import { VALUES } from './values';

/** One template of the corpus. */
export interface CorpusTemplate {
  /** Its name in the cluster. */
  readonly name: string;
  readonly text: string;
  /** The key of the Secret that it makes. */
  readonly key: string;
  readonly type: string;
}

const TOPICS = { STRINGS, NUMBERS, LISTS, VALUES, TEXTS, KEYS, FLOW };

/** All of them. */
export const CORPUS: readonly CorpusTemplate[] = [
  ...Object.entries(TOPICS).flatMap(([topic, texts]) =>
    texts.map((text, index) => ({
      name: nameOf(topic, index),
      text,
      key: 'value',
      type: 'Opaque',
    })),
  ),
  ...SHAPES.map((shape, index) => ({
    ...shape,
    name: nameOf('shapes', index),
  })),
];

function nameOf(topic: string, index: number): string {
  return `${topic.toLowerCase()}-${String(index).padStart(3, '0')}`;
}
