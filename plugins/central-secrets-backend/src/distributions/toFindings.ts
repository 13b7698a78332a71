import { DistributionFinding } from '@central-secrets/backstage-plugin-central-secrets-common';
import { hideCredentials } from '@central-secrets/backstage-plugin-central-secrets-node';
import { Finding, Path, TemplateUse } from '@central-secrets/manifest-rules';

const LONGEST = 500;
/**
 * The maximum number of findings of one distribution in an answer; the last one
 * then says how many more there are.
 */
const MOST = 100;
/** Shorter pieces are words of the engine as well, and no credential. */
const SHORTEST_LITERAL = 4;
const HIDDEN = '[hidden]';

/** `spec.namespaceSelectors[0].matchLabels["secrets/a"]` */
function fieldOf(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') {
        return `[${step}]`;
      }
      if (!/^[A-Za-z_]\w*$/.test(step)) {
        return `[${JSON.stringify(step)}]`;
      }
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}

/**
 * The pieces of a template that may be values: texts outside of actions, and
 * texts in quotes inside of them. Names of keys and functions are neither.
 */
function literalsOf(text: string): string[] {
  const outside = text.split(/\{\{[^]*?\}\}/);
  const quoted = [...text.matchAll(/"((?:[^"\\]|\\.)*)"|`([^`]*)`/g)].map(
    ([, double, back]) => double ?? back,
  );
  return [...outside.flatMap(piece => piece.split(/\s+/)), ...quoted].filter(
    piece => piece.length >= SHORTEST_LITERAL,
  );
}

/**
 * Hides what templates hold: the engine quotes the one that it speaks of, and a
 * template may hold what should not be in it.
 */
function literalsHider(templates: readonly string[]) {
  const literals = [...new Set(templates.flatMap(literalsOf))].sort(
    (a, b) => b.length - a.length,
  );
  return (message: string): string =>
    literals.reduce(
      (text, literal) => text.replaceAll(literal, HIDDEN),
      message,
    );
}

/**
 * Findings about one distribution in the contract's form, as far as they can be
 * told. Names fields, keys, labels and stores, and no value that a template
 * holds.
 *
 * @param templates - those of that distribution
 */
export function toFindings(
  findings: readonly Finding[],
  templates: readonly TemplateUse[],
): DistributionFinding[] {
  const withoutLiterals = literalsHider(
    templates.map(({ template }) => template.text),
  );
  const told = findings
    .slice(0, MOST)
    .map(({ code, severity, path, message }): DistributionFinding => {
      const text = hideCredentials(withoutLiterals(message));
      return {
        code,
        severity,
        field: fieldOf(path),
        message: text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text,
      };
    });
  const more = findings.length - told.length;
  return more > 0
    ? [
        ...told,
        {
          code: 'more-findings',
          severity: worstOf(findings.slice(MOST)),
          field: 'spec',
          message: `${more} more findings: central-secrets lint shows all of them`,
        },
      ]
    : told;
}

function worstOf(findings: readonly Finding[]): Finding['severity'] {
  const severities = ['error', 'warning', 'note'] as const;
  return (
    severities.find(severity =>
      findings.some(finding => finding.severity === severity),
    ) ?? 'note'
  );
}
