import {
  Finding,
  lint,
  Manifest,
  readManifests,
  RuleInput,
  TemplateVerdict,
} from '@central-secrets/manifest-rules';
import { TemplateEngine } from '@central-secrets/template-engine';
import { LintOptions } from './options';
import { Outcome, PlacedFinding } from './outcome';
import { parseSource, SourceManifest } from './parseSource';
import { Placer } from './Placer';
import { readSources } from './readSources';

/** Asks the engine about each different template once. */
async function judgeTemplates(
  input: RuleInput,
  engine: Pick<TemplateEngine, 'judge'>,
): Promise<TemplateVerdict[]> {
  const keys = input.templates.map(({ template }) => JSON.stringify(template));
  const different = [...new Set(keys)];
  const verdicts = await engine.judge(different.map(key => JSON.parse(key)));
  const byKey = new Map(different.map((key, index) => [key, verdicts[index]]));
  return keys.map(key => byKey.get(key)!);
}

function place(
  findings: readonly Finding[],
  origins: ReadonlyMap<Manifest, SourceManifest>,
): PlacedFinding[] {
  const order = new Map([...origins.keys()].map((key, index) => [key, index]));
  const inOrder = [...findings].sort(
    (a, b) => order.get(a.manifest)! - order.get(b.manifest)!,
  );
  const placer = new Placer(origins);
  // Lines with a credential must be known before any line is shown.
  inOrder
    .filter(({ code }) => code === 'literal-credential')
    .forEach(finding => placer.hide(finding));
  return inOrder
    .map(finding => ({ finding, place: placer.place(finding) }))
    .sort(
      (a, b) =>
        order.get(a.finding.manifest)! - order.get(b.finding.manifest)! ||
        a.place.line - b.place.line ||
        a.place.column - b.place.column,
    );
}

export interface LintServices {
  readonly readStandardInput: () => AsyncIterable<Uint8Array>;
  readonly engine: Pick<TemplateEngine, 'judge'>;
}

/** Reads, parses, judges and places: all of `lint` but the report. */
export async function lintFiles(
  options: Pick<LintOptions, 'paths' | 'settings'>,
  { readStandardInput, engine }: LintServices,
): Promise<Outcome> {
  const { sources, unreadable } = await readSources(
    options.paths,
    readStandardInput,
  );
  const parsed = sources.map(parseSource);
  const origins = new Map(
    parsed
      .flatMap(({ manifests }) => manifests)
      .map(found => [found.manifest, found]),
  );
  const input = readManifests([...origins.keys()], options.settings);
  const findings = lint(input, await judgeTemplates(input, engine));
  return {
    findings: place(findings, origins),
    unreadable: [...unreadable, ...parsed.flatMap(one => one.unreadable)],
    files: sources.length,
    manifests: origins.size,
  };
}
