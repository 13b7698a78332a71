import {
  crossedNamespaces,
  InternalDistributionAnswers,
  InternalDistributionMistake,
} from './answers';
import { findAnswerMistakes } from './findAnswerMistakes';
import { CONDITIONAL_RULES, InternalDistributionRule } from './rules';

/** Whether a value uses internal distribution, and which rule says so. @public */
export interface InternalDistributionDecision {
  readonly rule: InternalDistributionRule;
  /** The namespaces that it must be brought to; without the producer's own. */
  readonly namespaces: readonly string[];
}

/**
 * Decides whether a value uses internal distribution: PushSecret → Vault →
 * ExternalSecret (sections 5a.1 to 5a.4 of the RFC; where two sentences meet, see
 * docs/decisions/0030-internal-distribution.md).
 *
 * Takes answers of any shape. Answers that are missing, unknown, or contradict
 * each other decide nothing, and are named.
 *
 * @public
 */
export function decideInternalDistribution(
  answers: InternalDistributionAnswers,
):
  | InternalDistributionDecision
  | { readonly mistakes: readonly InternalDistributionMistake[] } {
  const mistakes = findAnswerMistakes(answers);
  if (mistakes.length > 0) {
    return { mistakes };
  }
  // The last rule always holds.
  const { holds: _, ...rule } = CONDITIONAL_RULES.find(({ holds }) =>
    holds(answers),
  )!;
  return { rule, namespaces: crossedNamespaces(answers) };
}

/** Every rule that can decide, in their order. @public */
export const INTERNAL_DISTRIBUTION_RULES: readonly InternalDistributionRule[] =
  CONDITIONAL_RULES.map(({ holds: _, ...rule }) => rule);
