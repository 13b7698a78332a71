import {
  DEFAULT_RULE_SETTINGS,
  lint,
  Manifest,
  manifestOf,
  readManifests,
  TemplateVerdict,
} from '@central-secrets/manifest-rules';
import { TemplateEngine } from '@central-secrets/template-engine';
import { PlainObject } from '../framework/objects';

/** The linter's verdict on one template. */
export interface Judged {
  readonly verdict: TemplateVerdict;
  /** The codes of the findings about what the template does, and not about who may write it. */
  readonly codes: readonly string[];
}

/** Judges ExternalSecrets with one template each, as the linter does. */
export async function judgeAll(
  externalSecrets: readonly PlainObject[],
): Promise<Judged[]> {
  const manifests = externalSecrets.map(object => manifestOf(object)!);
  const input = readManifests(manifests, DEFAULT_RULE_SETTINGS);
  const engine = TemplateEngine.create({ timeLimitMs: 60_000 });
  try {
    const verdicts = await engine.judge(
      input.templates.map(({ template }) => template),
    );
    const codes = new Map<Manifest, string[]>();
    for (const { manifest, code } of lint(input, verdicts)) {
      if (isAboutTemplate(code)) {
        codes.set(manifest, [...(codes.get(manifest) ?? []), code]);
      }
    }
    return manifests.map((manifest, index) => ({
      verdict: verdicts[index],
      codes: codes.get(manifest) ?? [],
    }));
  } finally {
    await engine.close();
  }
}

/** The operator may render a template that the hub's policy refuses, or that another operator cannot render. */
const NOT_ABOUT_RENDERING = ['template-refused', 'template-function-risky'];

function isAboutTemplate(code: string): boolean {
  return (
    (code.startsWith('template-') && !NOT_ABOUT_RENDERING.includes(code)) ||
    code === 'secret-value-invalid'
  );
}
