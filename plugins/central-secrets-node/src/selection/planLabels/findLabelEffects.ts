import { LabelSelector } from '../../records';
import { compileSelectors, firstMatch } from './CompiledSelectors';
import { Labels } from '../selectors';
import { readerOf } from './labelValues';
import { StepBudget } from './StepBudget';

/** The distributions that a change of a namespace's labels brings or ends. @public */
export interface LabelEffects<T> {
  /** They do not select the namespace before the change, and do after it. */
  readonly arriving: readonly T[];
  /** They select it before the change, and do not after it. */
  readonly leaving: readonly T[];
  /**
   * Those that the labels ask for after the change and not before it: the
   * arriving ones, and distributions that the operator has given up on because
   * of an invalid selector. These arrive once the selector is corrected.
   */
  readonly requested: readonly T[];
}

/**
 * Compares what distributions select before and after a change of labels.
 *
 * @public
 */
export function findLabelEffects<
  T extends { readonly selectors: readonly LabelSelector[] },
>(distributions: readonly T[], before: Labels, after: Labels): LabelEffects<T> {
  const unlimited = new StepBudget(Infinity);
  const readBefore = readerOf(before);
  const readAfter = readerOf(after);
  const arriving: T[] = [];
  const leaving: T[] = [];
  const requested: T[] = [];
  for (const distribution of distributions) {
    const compiled = compileSelectors(distribution.selectors);
    const was = firstMatch(compiled, readBefore, unlimited) !== undefined;
    const is = firstMatch(compiled, readAfter, unlimited) !== undefined;
    if (was === is) {
      continue;
    }
    if (is) {
      requested.push(distribution);
    }
    if (compiled.problem !== undefined) {
      continue;
    }
    (is ? arriving : leaving).push(distribution);
  }
  return { arriving, leaving, requested };
}
