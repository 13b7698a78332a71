import { LabelCondition } from './CompiledSelectors';
import { Value } from './labelValues';

/** Words for a label that only has to be there. */
export const SETTING_WORDS = ['true', 'yes', 'on', 'enabled'] as const;
/** Words for a label that has to be something else. */
export const ENDING_WORDS = ['false', 'no', 'off', 'disabled'] as const;

/** A value that none of these is: one of the words, or a made-up one. */
function unnamedValue(
  named: ReadonlyMap<string, unknown>,
  words: readonly string[],
): string {
  const word = words.find(each => !named.has(each));
  if (word !== undefined) {
    return word;
  }
  let number = 0;
  while (named.has(`value-${number}`)) {
    number += 1;
  }
  return `value-${number}`;
}

/**
 * One value of a label for every way in which the conditions can judge it, the
 * plainest of each: absent, then the words that are named, then what else is
 * named, then what is not. Time follows the number of named values.
 */
export function distinctValues(
  conditions: readonly LabelCondition[],
  words: readonly string[],
): Value[] {
  /** The conditions that name a value, by the value. */
  const named = new Map<string, number[]>();
  conditions.forEach((condition, index) => {
    for (const value of condition.namedValues()) {
      const by = named.get(value);
      if (by) {
        by.push(index);
      } else {
        named.set(value, [index]);
      }
    }
  });
  const absenceTells = conditions.some(condition => condition.tellsAbsence);
  const judgementOf = (value: Value) =>
    value === undefined
      ? `${absenceTells ? 'absent' : ''}`
      : (named.get(value) ?? []).join();

  const distinct = new Map<string, Value>();
  for (const value of [
    undefined,
    ...[...named.keys()].filter(each => words.includes(each)),
    ...named.keys(),
    unnamedValue(named, words),
  ]) {
    const judgement = judgementOf(value);
    if (!distinct.has(judgement)) {
      distinct.set(judgement, value);
    }
  }
  return [...distinct.values()];
}
