import { LabelSelector } from '../records';
import { fieldsListOf, fieldsOf, textMapOf, textsOf } from './fields';

/**
 * A label selector as the API has it, valid or not: `selectorProblem` tells which.
 *
 * @public
 */
export function labelSelectorOf(value: unknown): LabelSelector {
  const fields = fieldsOf(value);
  const matchExpressions = fieldsListOf(fields.matchExpressions).map(entry => ({
    key: String(entry.key ?? ''),
    operator: String(entry.operator ?? ''),
    ...(entry.values === undefined ? {} : { values: textsOf(entry.values) }),
  }));
  return {
    ...(fields.matchLabels === undefined
      ? {}
      : { matchLabels: textMapOf(fields.matchLabels) }),
    ...(matchExpressions.length === 0 ? {} : { matchExpressions }),
  };
}
