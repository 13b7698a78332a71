import {
  Finding,
  lint,
  Manifest,
  readManifests,
  RuleInput,
  TemplateVerdict,
} from '@central-secrets/manifest-rules';
import { TemplateEngine } from '@central-secrets/template-engine';
import { findOrigins } from './findOrigins';
import {
  fileTemplateNote,
  isFileTemplate,
  withoutHelmTemplates,
} from './foreignTemplates';
import { ReadHub } from './hub/readHubSources';
import { noteSubstitutions } from './noteSubstitutions';
import { LintOptions } from './options';
import { FileNote, Outcome, PlacedFinding, Unreadable } from './outcome';
import { ParsedSource, parseSource } from './parseSource';
import { SourceManifest } from './SourceManifest';
import { Placer } from './Placer';
import { readSources } from './readSources';
import { Source } from './Source';
import { renderKustomizations } from './renderKustomizations';

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

/** Tells once of each store that is not among the files, and not in each object that names it. */
function withoutRepeatedNotes(findings: readonly Finding[]): Finding[] {
  const told = new Set<string>();
  return findings.filter(({ code, severity, message }) => {
    if (code !== 'store-not-given' || severity !== 'note') {
      return true;
    }
    if (told.has(message)) {
      return false;
    }
    told.add(message);
    return true;
  });
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
    .map(finding => ({
      finding,
      place: placer.place(finding),
      origin: origins.get(finding.manifest)!,
      ...(finding.other ? { other: placer.place(finding.other) } : {}),
    }))
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
  /** What the hub has, where a cluster was asked. */
  readonly hub?: ReadHub;
  /** Texts that take the place of those of files. */
  readonly texts?: ReadonlyMap<string, string>;
}

/** Whether a text may hold an object of the operator's; elsewhere a mistake is not ours to tell. */
function speaksOfOperator({ text }: Source): boolean {
  return text.includes('external-secrets.io');
}

/** Parses the sources, and sorts out those that are not manifests yet, or not ours. */
function parseAll(sources: readonly Source[]): {
  readonly parsed: ParsedSource[];
  readonly fileNotes: FileNote[];
} {
  const fileNotes: FileNote[] = [];
  const parsed = sources.map(source => {
    const found = parseSource(source);
    if (found.unreadable.length === 0) {
      return found;
    }
    if (isFileTemplate(source.text)) {
      if (speaksOfOperator(source)) {
        fileNotes.push(fileTemplateNote(source.file));
      }
      return { manifests: [], unreadable: [] };
    }
    return source.named || speaksOfOperator(source)
      ? found
      : { ...found, unreadable: [] };
  });
  return { parsed, fileNotes };
}

/** A run without a single object, although a file was named, has hardly been meant. */
function refuseEmpty(
  sources: readonly Source[],
  parsed: readonly ParsedSource[],
): Unreadable[] {
  const isNothing = parsed.every(({ manifests }) => manifests.length === 0);
  return sources.flatMap((source, index) =>
    parsed[index].isEmpty && (isNothing || source.isStandardInput)
      ? [
          {
            place: source.file,
            message:
              'holds no Kubernetes object: one has apiVersion, kind and metadata',
          },
        ]
      : [],
  );
}

/** Reads, parses, judges and places: all of `lint` but the report. */
export async function lintFiles(
  options: Pick<LintOptions, 'paths' | 'settings'> &
    Partial<Pick<LintOptions, 'oneCluster' | 'exclude' | 'kustomize'>>,
  { readStandardInput, engine, texts, hub }: LintServices,
): Promise<Outcome> {
  const read = await readSources(
    options.paths,
    readStandardInput,
    options.exclude,
  );
  const rendered = await renderKustomizations(options.kustomize ?? []);
  const { sources, notes } = withoutHelmTemplates([
    ...read.sources.map(source => ({
      ...source,
      text: texts?.get(source.file) ?? source.text,
    })),
    ...rendered.sources,
  ]);
  const { parsed, fileNotes } = parseAll(sources);
  const found = new Map(
    parsed
      .flatMap(({ manifests }) => manifests)
      .map(each => [each.manifest, each]),
  );
  const isOneCluster = options.oneCluster || options.settings.complete;
  const given = readManifests(
    [...found.keys()],
    options.settings,
    findOrigins(sources, found, isOneCluster ? 'said' : 'not-said'),
  );
  const input =
    hub && 'sources' in hub ? { ...given, hubSources: hub.sources } : given;
  const findings = withoutRepeatedNotes(
    lint(input, await judgeTemplates(input, engine)),
  );
  return {
    findings: place(findings, found),
    unreadable: [
      ...read.unreadable,
      ...rendered.unreadable,
      ...parsed.flatMap(one => one.unreadable),
      ...refuseEmpty(sources, parsed),
    ],
    fileNotes: [
      ...(hub && 'note' in hub ? [hub.note] : []),
      ...notes,
      ...fileNotes,
      ...noteSubstitutions(input, found),
    ],
    files: read.sources.length + rendered.sources.length,
    manifests: found.size,
  };
}
