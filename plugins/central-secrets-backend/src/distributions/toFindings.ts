import {
  DistributionFinding,
  redactText,
} from '@central-secrets/backstage-plugin-central-secrets-common';
import {
  Finding,
  Path,
  TemplateUse,
} from '@central-secrets/backstage-plugin-central-secrets-common/rules';

const LONGEST = 500;
/** Shorter pieces are words of the engine as well, and no credential. */
const SHORTEST_LITERAL = 4;
const HIDDEN = '[hidden]';

/** `spec.namespaceSelectors[0].matchLabels["secrets/a"]` */
function fieldOf(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (!/^[A-Za-z_]\w*$/.test(step)) return `[${JSON.stringify(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}

/**
 * The pieces of a template that may be values: what stands outside of actions,
 * and texts in quotes inside of them. Names of keys and functions are neither.
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

/** The engine quotes the template that it speaks of, and a template may hold what should not be in it. */
function withoutLiterals(
  message: string,
  templates: readonly string[],
): string {
  return [...new Set(templates.flatMap(literalsOf))]
    .sort((a, b) => b.length - a.length)
    .reduce((text, literal) => text.replaceAll(literal, HIDDEN), message);
}

/**
 * Findings in the contract's form. Names fields, keys, labels and stores, and
 * no value that a template holds.
 */
export function toFindings(
  findings: readonly Finding[],
  templates: readonly TemplateUse[],
): DistributionFinding[] {
  return findings.map(({ code, severity, path, manifest, message }) => {
    const own = templates
      .filter(({ writer }) => writer.manifest === manifest)
      .map(({ template }) => template.text);
    const text = redactText(withoutLiterals(message, own));
    return {
      code,
      severity,
      field: fieldOf(path),
      message: text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text,
    };
  });
}
