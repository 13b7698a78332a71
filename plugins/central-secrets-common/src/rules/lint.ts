import { RULES } from './checks';
import { RuleInput } from './input';
import { Problem, Severity } from './rule';
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
 *
 * @public
 */
export function lint(
  input: RuleInput,
  verdicts: readonly TemplateVerdict[] = [],
): Finding[] {
  const whole = { ...input, verdicts };
  return RULES.flatMap(({ code, severity, check }) =>
    Array.from(check(whole), problem => ({ ...problem, code, severity })),
  );
}
