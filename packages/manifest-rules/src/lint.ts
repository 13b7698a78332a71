import { RULES } from './checks';
import { valueAt } from './path';
import { RuleInput } from './RuleInput';
import { Problem, Rule, Severity } from './rule';
import { isSubstituted } from './substitutions';
import { TemplateVerdict } from './templates';

/** A problem, and the rule that found it. @public */
export interface Finding extends Problem {
  readonly code: string;
  readonly severity: Severity;
}

/**
 * Whether a finding is about a value that another tool has yet to fill in.
 * Credentials are looked for within such values too, by the rule's own means.
 */
function isAboutSubstitution({ manifest, path }: Problem): boolean {
  // Templates are full of what elsewhere would be a substitution.
  if (path.includes('template')) return false;
  const value = valueAt(manifest.object, path);
  return typeof value === 'string' && isSubstituted(value);
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
    Array.from(check(whole), problem => ({
      severity,
      ...problem,
      code,
    })).filter(
      finding => code === 'literal-credential' || !isAboutSubstitution(finding),
    ),
  );
}
