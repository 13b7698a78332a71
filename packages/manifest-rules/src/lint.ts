import { RULES } from './checks';
import { Manifest } from './manifest';
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
  if (path.includes('template')) {
    return false;
  }
  const value = valueAt(manifest.object, path);
  return typeof value === 'string' && isSubstituted(value);
}

/** What the operator's definition says too, where a rule says it with more words. */
const GENERAL = ['field-unknown', 'field-missing', 'field-value-invalid'];

/** Leaves out what the definition has against a place that a rule has spoken of. */
function withoutRepetitions(findings: readonly Finding[]): Finding[] {
  const told = new Map<Manifest, Set<string>>();
  for (const { code, manifest, path } of findings) {
    if (GENERAL.includes(code)) {
      continue;
    }
    const places = told.get(manifest) ?? new Set();
    told.set(manifest, places.add(path.join('/')));
    // Such an entry is told as a whole.
    if (code === 'data-from-invalid') {
      places.add([...path, 'key'].join('/'));
    }
  }
  return findings.filter(
    ({ code, manifest, path }) =>
      !GENERAL.includes(code) || !told.get(manifest)?.has(path.join('/')),
  );
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
  const findings = rules.flatMap(({ code, severity, check }) =>
    Array.from(check(whole), problem => ({
      severity,
      ...problem,
      code,
    })).filter(
      finding => code === 'literal-credential' || !isAboutSubstitution(finding),
    ),
  );
  return withoutRepetitions(findings);
}
