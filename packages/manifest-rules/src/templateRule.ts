import { redactText } from '@central-secrets/backstage-plugin-central-secrets-node';
import { RuleInput } from './RuleInput';
import { Problem, Rule } from './rule';
import { TemplateUse, TemplateVerdict } from './templates';

/**
 * Returns a rule's objection to a judged template; undefined where it has none.
 */
type Objection = (
  verdict: TemplateVerdict,
  use: TemplateUse,
) => string | undefined;

/** The engine's words, which may quote a piece of the template. */
export function engineWords(verdict: TemplateVerdict): string {
  return redactText(verdict.message ?? '');
}

/** The function that the engine does not know. */
export function unknownFunction(verdict: TemplateVerdict): string | undefined {
  return /function "(.*)" not defined$/.exec(verdict.message ?? '')?.[1];
}

function* judged(input: RuleInput, objection: Objection): Iterable<Problem> {
  for (const [index, use] of input.templates.entries()) {
    const verdict = input.verdicts[index];
    const message = verdict && objection(verdict, use);
    if (!message) {
      continue;
    }
    yield { manifest: use.writer.manifest, path: use.path, message };
  }
}

/** A rule that asks one question of each template's verdict. */
export function templateRule(
  head: Omit<Rule, 'check'>,
  objection: Objection,
): Rule {
  return { ...head, check: input => judged(input, objection) };
}
