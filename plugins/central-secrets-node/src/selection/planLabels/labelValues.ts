import { Labels } from '../selectors';
import { LabelChange } from './LabelPlan';

/** A label's value; undefined: the label is absent. */
export type Value = string | undefined;

/** The labels of a namespace as a search sees them. */
export type ReadLabel = (key: string) => Value;

/** The labels that a plan changes, by key. */
export type ChangedValues = ReadonlyMap<string, Value>;

/** Kubernetes itself keeps this label equal to the namespace's name. */
export const NAME_LABEL = 'kubernetes.io/metadata.name';

export function readerOf(
  labels: Labels,
  changed: ChangedValues = new Map(),
): ReadLabel {
  return key => {
    if (changed.has(key)) {
      return changed.get(key);
    }
    return Object.hasOwn(labels, key) ? labels[key] : undefined;
  };
}

export function changeOf(changed: ChangedValues): LabelChange {
  const add: [key: string, value: string][] = [];
  const remove: string[] = [];
  for (const [key, value] of changed) {
    if (value === undefined) {
      remove.push(key);
    } else {
      add.push([key, value]);
    }
  }
  // By entries, so that a key such as __proto__ is one as any other.
  return { add: Object.fromEntries(add), remove: remove.sort() };
}
