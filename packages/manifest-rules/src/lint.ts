import { RULES } from './checks';
import { RuleInput } from './RuleInput';
import { Problem, Rule, Severity } from './rule';
import { TemplateVerdict } from './templates';

/** A problem, and the rule that found it. @public */
export interface Finding extends Problem {
  readonly code: string;
  readonly severity: Severity;
}

/**
 * Asks every rule.
 *
 * @param verdicts - of the engine, one for each of `input.templates` in their
 * order; without them nothing is said about templates.
 * @param rules - the only ones to ask
 *
 * @public
 */
export function lint(
  input: RuleInput,
  verdicts: readonly TemplateVerdict[] = [],
  rules: readonly Rule[] = RULES,
): Finding[] {
  const whole = { ...input, verdicts };
  return rules.flatMap(({ code, severity, check }) =>
    Array.from(check(whole), problem => ({ severity, ...problem, code })),
  );
}
